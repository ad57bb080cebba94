import type { BoardStrings } from '../locale.js';

/** Hebrew. */
export const he: BoardStrings = {
  board: 'לוח הזמנות',
  board_called: 'מספר {number} מוכן',
  board_nothing_preparing: 'אין הזמנות במטבח',
  board_nothing_ready: 'עדיין אין מה לאסוף',
  board_page: 'עמוד {page} מתוך {pages}',
  board_pause: 'עצירת הדפדוף',
  board_left_out: { one: 'ועוד {count}', two: 'ועוד {count}', other: 'ועוד {count}' },
  board_stale_text: 'נא לשאול בדלפק.',
  board_sound: 'הפעלת צליל',
  board_sound_on: 'הצליל פועל.',
  board_silent: 'המכשיר הזה לא יכול להשמיע כאן צליל.',
  board_denied: 'המסך הזה צריך קישור חדש',
  board_problem: 'אי אפשר להציג את הלוח הזה',
  board_problem_text: 'נא לבדוק איך המסך הוגדר. הוא ינסה שוב מעצמו.',
};
