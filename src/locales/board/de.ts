import type { BoardStrings } from '../locale.js';

/** German. */
export const de: BoardStrings = {
  board: 'Bestelltafel',
  board_called: 'Nummer {number} ist fertig',
  board_nothing_preparing: 'Nichts in der Küche',
  board_nothing_ready: 'Noch nichts abzuholen',
  board_page: 'Seite {page} von {pages}',
  board_pause: 'Blättern anhalten',
  board_left_out: { one: 'und {count} weitere', other: 'und {count} weitere' },
  board_stale_text: 'Bitte an der Theke fragen.',
  board_sound: 'Ton einschalten',
  board_sound_on: 'Ton ist an.',
  board_silent: 'Dieses Gerät kann hier keinen Ton abspielen.',
  board_denied: 'Dieser Bildschirm braucht einen neuen Link',
  board_problem: 'Diese Tafel kann nicht angezeigt werden',
  board_problem_text: 'Bitte prüfen, wie dieser Bildschirm eingerichtet ist. Er versucht es von selbst erneut.',
};
