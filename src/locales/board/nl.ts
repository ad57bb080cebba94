import type { BoardStrings } from '../locale.js';

/** Dutch. */
export const nl: BoardStrings = {
  board: 'Bestellingenbord',
  board_called: 'Nummer {number} is klaar',
  board_nothing_preparing: 'Niets in de keuken',
  board_nothing_ready: 'Nog niets om op te halen',
  board_page: 'Pagina {page} van {pages}',
  board_pause: 'Stop met bladeren',
  board_left_out: { one: 'en nog {count}', other: 'en nog {count}' },
  board_stale_text: 'Vraag het aan de balie.',
  board_sound: 'Geluid aanzetten',
  board_sound_on: 'Geluid staat aan.',
  board_silent: 'Dit apparaat kan hier geen geluid afspelen.',
  board_denied: 'Dit scherm heeft een nieuwe link nodig',
  board_problem: 'Dit bord kan niet worden getoond',
  board_problem_text: 'Controleer hoe dit scherm is ingesteld. Het probeert het vanzelf opnieuw.',
};
