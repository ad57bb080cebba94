import type { BoardStrings } from '../locale.js';

/** Swedish. */
export const sv: BoardStrings = {
  board: 'Beställningstavla',
  board_called: 'Nummer {number} är klart',
  board_nothing_preparing: 'Inget i köket',
  board_nothing_ready: 'Inget att hämta än',
  board_page: 'Sida {page} av {pages}',
  board_pause: 'Sluta bläddra',
  board_left_out: { one: 'och {count} till', other: 'och {count} till' },
  board_stale_text: 'Fråga vid disken.',
  board_sound: 'Slå på ljudet',
  board_sound_on: 'Ljudet är på.',
  board_silent: 'Den här enheten kan inte spela upp ljud här.',
  board_denied: 'Den här skärmen behöver en ny länk',
  board_problem: 'Den här tavlan kan inte visas',
  board_problem_text: 'Kontrollera hur skärmen är inställd. Den försöker igen av sig själv.',
};
