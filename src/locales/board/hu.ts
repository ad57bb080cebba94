import type { BoardStrings } from '../locale.js';

/** Hungarian. */
export const hu: BoardStrings = {
  board: 'Rendelési tábla',
  board_called: 'Elkészült: {number}. rendelés',
  board_nothing_preparing: 'Nincs rendelés a konyhában',
  board_nothing_ready: 'Még nincs mit átvenni',
  board_page: '{page}/{pages}. oldal',
  board_pause: 'Lapozás leállítása',
  board_left_out: { one: 'és még {count}', other: 'és még {count}' },
  board_stale_text: 'Kérjük, érdeklődjön a pultnál.',
  board_sound: 'Hang bekapcsolása',
  board_sound_on: 'A hang be van kapcsolva.',
  board_silent: 'Ez az eszköz itt nem tud hangot lejátszani.',
  board_denied: 'Ennek a képernyőnek új linkre van szüksége',
  board_problem: 'Ez a tábla nem jeleníthető meg',
  board_problem_text: 'Kérjük, ellenőrizze a képernyő beállításait. Magától újra próbálkozik.',
};
