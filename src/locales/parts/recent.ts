/** The English strings of the open order that was found again, which are loaded with its code. */
export const recentStrings = {
  recent: 'Welcome back. This is your open order.',
  not_mine: 'Not mine',
} as const;
