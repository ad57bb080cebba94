import type { BoardStrings } from '../locale.js';

/** Romanian. */
export const ro: BoardStrings = {
  board: 'Panou de comenzi',
  board_called: 'Numărul {number} este gata',
  board_nothing_preparing: 'Nimic în bucătărie',
  board_nothing_ready: 'Nimic de ridicat încă',
  board_page: 'Pagina {page} din {pages}',
  board_pause: 'Opriți schimbarea paginilor',
  board_left_out: { one: 'și încă {count}', few: 'și încă {count}', other: 'și încă {count}' },
  board_stale_text: 'Întrebați la tejghea.',
  board_sound: 'Porniți sunetul',
  board_sound_on: 'Sunetul este pornit.',
  board_silent: 'Acest dispozitiv nu poate reda sunet aici.',
  board_denied: 'Acest ecran are nevoie de un link nou',
  board_problem: 'Acest panou nu poate fi afișat',
  board_problem_text: 'Verificați cum a fost configurat ecranul. Acesta încearcă singur din nou.',
};
