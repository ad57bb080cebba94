import type { BoardStrings } from '../locale.js';

/** Norwegian Bokmål. */
export const nb: BoardStrings = {
  board: 'Bestillingstavle',
  board_called: 'Nummer {number} er klart',
  board_nothing_preparing: 'Ingenting på kjøkkenet',
  board_nothing_ready: 'Ingenting å hente ennå',
  board_page: 'Side {page} av {pages}',
  board_pause: 'Stopp sideskift',
  board_left_out: { one: 'og {count} til', other: 'og {count} til' },
  board_stale_text: 'Spør ved disken.',
  board_sound: 'Slå på lyden',
  board_sound_on: 'Lyden er på.',
  board_silent: 'Denne enheten kan ikke spille av lyd her.',
  board_denied: 'Denne skjermen trenger en ny lenke',
  board_problem: 'Denne tavlen kan ikke vises',
  board_problem_text: 'Sjekk hvordan skjermen er satt opp. Den prøver igjen av seg selv.',
};
