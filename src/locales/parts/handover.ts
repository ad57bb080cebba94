/** The English strings of the number over the whole screen, which are loaded with its code. */
export const handoverStrings = {
  handover: 'Show this to our staff',
  show_number: 'Show my number',
  pickup_code: 'Pickup code',
  pickup_code_text: 'Our staff can check it off with this code.',
} as const;
