import type { BoardStrings } from '../locale.js';

/** Greek. */
export const el: BoardStrings = {
  board: 'Πίνακας παραγγελιών',
  board_called: 'Το νούμερο {number} είναι έτοιμο',
  board_nothing_preparing: 'Τίποτα στην κουζίνα',
  board_nothing_ready: 'Τίποτα για παραλαβή ακόμη',
  board_page: 'Σελίδα {page} από {pages}',
  board_pause: 'Διακοπή αλλαγής σελίδων',
  board_left_out: { one: 'και {count} ακόμη', other: 'και {count} ακόμη' },
  board_stale_text: 'Ρωτήστε στον πάγκο.',
  board_sound: 'Ενεργοποίηση ήχου',
  board_sound_on: 'Ο ήχος είναι ενεργός.',
  board_silent: 'Αυτή η συσκευή δεν μπορεί να παίξει ήχο εδώ.',
  board_denied: 'Αυτή η οθόνη χρειάζεται νέο σύνδεσμο',
  board_problem: 'Αυτός ο πίνακας δεν μπορεί να εμφανιστεί',
  board_problem_text: 'Ελέγξτε τις ρυθμίσεις αυτής της οθόνης. Προσπαθεί ξανά από μόνη της.',
};
