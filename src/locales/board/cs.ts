import type { BoardStrings } from '../locale.js';

/** Czech. */
export const cs: BoardStrings = {
  board: 'Tabule objednávek',
  board_called: 'Číslo {number} je hotové',
  board_nothing_preparing: 'V kuchyni nic není',
  board_nothing_ready: 'Zatím není co vyzvednout',
  board_page: 'Strana {page}/{pages}',
  board_pause: 'Zastavit listování',
  board_left_out: {
    one: 'a {count} další',
    few: 'a {count} další',
    many: 'a {count} další',
    other: 'a {count} dalších',
  },
  board_stale_text: 'Zeptejte se prosím u pultu.',
  board_sound: 'Zapnout zvuk',
  board_sound_on: 'Zvuk je zapnutý.',
  board_silent: 'Toto zařízení zde nemůže přehrát zvuk.',
  board_denied: 'Tato obrazovka potřebuje nový odkaz',
  board_problem: 'Tuto tabuli nelze zobrazit',
  board_problem_text: 'Zkontrolujte prosím nastavení této obrazovky. Sama to zkusí znovu.',
};
