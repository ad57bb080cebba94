import type { BoardStrings } from '../locale.js';

/** Danish. */
export const da: BoardStrings = {
  board: 'Bestillingstavle',
  board_called: 'Nummer {number} er klar',
  board_nothing_preparing: 'Ingenting i køkkenet',
  board_nothing_ready: 'Ingenting at hente endnu',
  board_page: 'Side {page} af {pages}',
  board_pause: 'Stop sideskift',
  board_left_out: { one: 'og {count} til', other: 'og {count} til' },
  board_stale_text: 'Spørg ved disken.',
  board_sound: 'Slå lyden til',
  board_sound_on: 'Lyden er slået til.',
  board_silent: 'Denne enhed kan ikke afspille lyd her.',
  board_denied: 'Denne skærm skal have et nyt link',
  board_problem: 'Denne tavle kan ikke vises',
  board_problem_text: 'Tjek, hvordan skærmen er sat op. Den prøver igen af sig selv.',
};
