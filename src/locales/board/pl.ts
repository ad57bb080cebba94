import type { BoardStrings } from '../locale.js';

/** Polish. */
export const pl: BoardStrings = {
  board: 'Tablica zamówień',
  board_called: 'Numer {number} jest gotowy',
  board_nothing_preparing: 'Brak zamówień w kuchni',
  board_nothing_ready: 'Jeszcze nic do odbioru',
  board_page: 'Strona {page} z {pages}',
  board_pause: 'Zatrzymaj przewijanie stron',
  board_left_out: {
    one: 'i jeszcze {count}',
    few: 'i jeszcze {count}',
    many: 'i jeszcze {count}',
    other: 'i jeszcze {count}',
  },
  board_stale_text: 'Zapytaj przy ladzie.',
  board_sound: 'Włącz dźwięk',
  board_sound_on: 'Dźwięk jest włączony.',
  board_silent: 'To urządzenie nie może tu odtworzyć dźwięku.',
  board_denied: 'Ten ekran potrzebuje nowego linku',
  board_problem: 'Nie można pokazać tej tablicy',
  board_problem_text: 'Sprawdź, jak skonfigurowano ten ekran. Sam spróbuje ponownie.',
};
