import type { BoardStrings } from '../locale.js';

/** Italian. */
export const it: BoardStrings = {
  board: 'Tabellone degli ordini',
  board_called: 'Il numero {number} è pronto',
  board_nothing_preparing: 'Niente in cucina',
  board_nothing_ready: 'Ancora niente da ritirare',
  board_page: 'Pagina {page} di {pages}',
  board_pause: 'Ferma lo scorrimento',
  board_left_out: { one: 'e {count} in più', other: 'e altri {count}' },
  board_stale_text: 'Si prega di chiedere al banco.',
  board_sound: 'Attiva il suono',
  board_sound_on: 'Il suono è attivo.',
  board_silent: 'Questo dispositivo non può emettere suoni qui.',
  board_denied: 'Questo schermo ha bisogno di un nuovo link',
  board_problem: 'Impossibile mostrare questo tabellone',
  board_problem_text: 'Verificare come è stato configurato lo schermo. Riprova da solo.',
};
