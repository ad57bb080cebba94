/** The English strings of the restaurant's answer to a new order, which are loaded with its code. */
export const acceptStrings = {
  accept_usual: 'The restaurant usually answers within {time}.',
  accept_late: 'The restaurant has not answered yet. We are asking them again.',
} as const;
