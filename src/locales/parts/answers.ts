/** The English strings of what the restaurant answers its guest, which are loaded with its code. */
export const answerStrings = {
  accept_usual: 'The restaurant usually answers within {time}.',
  accept_late: 'The restaurant has not answered yet. We are asking them again.',
  answered: 'Answered at {time}',
  answer_coming: 'Yes, coming now.',
  answer_later: '5 more minutes.',
  answer_problem: 'There is a problem. We will get back to you.',
} as const;
