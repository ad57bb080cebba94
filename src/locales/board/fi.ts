import type { BoardStrings } from '../locale.js';

/** Finnish. */
export const fi: BoardStrings = {
  board: 'Tilaustaulu',
  board_called: 'Numero {number} on valmis',
  board_nothing_preparing: 'Keittiössä ei ole tilauksia',
  board_nothing_ready: 'Ei vielä noudettavaa',
  board_page: 'Sivu {page}/{pages}',
  board_pause: 'Pysäytä sivujen vaihto',
  board_left_out: { one: 'ja vielä {count}', other: 'ja vielä {count}' },
  board_stale_text: 'Kysy tiskiltä.',
  board_sound: 'Laita ääni päälle',
  board_sound_on: 'Ääni on päällä.',
  board_silent: 'Tämä laite ei voi toistaa ääntä tällä sivulla.',
  board_denied: 'Tämä näyttö tarvitsee uuden linkin',
  board_problem: 'Tätä taulua ei voi näyttää',
  board_problem_text: 'Tarkista tämän näytön asetukset. Se yrittää itsestään uudelleen.',
};
