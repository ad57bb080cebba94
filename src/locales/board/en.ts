/** The strings that only a board has, in English. Other languages have the same keys. */
export const en = {
  board: 'Order board',
  board_called: 'Number {number} is ready',
  board_nothing_preparing: 'Nothing in the kitchen',
  board_nothing_ready: 'Nothing to collect yet',
  board_page: 'Page {page} of {pages}',
  board_pause: 'Stop turning pages',
  board_left_out: { one: 'and {count} more', other: 'and {count} more' },
  board_stale_text: 'Please ask at the counter.',
  board_sound: 'Turn on sound',
  board_sound_on: 'Sound is on.',
  board_silent: 'This device cannot play a sound here.',
  board_denied: 'This screen needs a new link',
  board_problem: 'This board can’t be shown',
  board_problem_text: 'Please check how this screen was set up. It tries again by itself.',
} as const;
