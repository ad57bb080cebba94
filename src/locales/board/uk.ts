import type { BoardStrings } from '../locale.js';

/** Ukrainian. */
export const uk: BoardStrings = {
  board: 'Табло замовлень',
  board_called: 'Номер {number} готовий',
  board_nothing_preparing: 'На кухні нічого немає',
  board_nothing_ready: 'Поки нічого забирати',
  board_page: 'Сторінка {page} з {pages}',
  board_pause: 'Зупинити гортання',
  board_left_out: { one: 'і ще {count}', few: 'і ще {count}', many: 'і ще {count}', other: 'і ще {count}' },
  board_stale_text: 'Будь ласка, запитайте біля стійки.',
  board_sound: 'Увімкнути звук',
  board_sound_on: 'Звук увімкнено.',
  board_silent: 'Цей пристрій не може відтворити тут звук.',
  board_denied: 'Цьому екрану потрібне нове посилання',
  board_problem: 'Це табло не можна показати',
  board_problem_text: 'Перевірте, як налаштовано цей екран. Він спробує знову сам.',
};
