import type { BoardStrings } from '../locale.js';

/** Arabic. */
export const ar: BoardStrings = {
  board: 'لوحة الطلبات',
  board_called: 'الرقم {number} جاهز',
  board_nothing_preparing: 'لا شيء في المطبخ',
  board_nothing_ready: 'لا شيء للاستلام بعد',
  board_page: 'صفحة {page} من {pages}',
  board_pause: 'إيقاف تقليب الصفحات',
  board_left_out: {
    zero: 'ولا شيء غير ذلك',
    one: 'و{count} آخر',
    two: 'و{count} آخران',
    few: 'و{count} أخرى',
    many: 'و{count} آخر',
    other: 'و{count} آخر',
  },
  board_stale_text: 'يُرجى السؤال عند منضدة الاستلام.',
  board_sound: 'تشغيل الصوت',
  board_sound_on: 'الصوت مُشغَّل.',
  board_silent: 'لا يستطيع هذا الجهاز تشغيل الصوت هنا.',
  board_denied: 'تحتاج هذه الشاشة إلى رابط جديد',
  board_problem: 'لا يمكن عرض هذه اللوحة',
  board_problem_text: 'يُرجى التحقق من إعداد هذه الشاشة. ستعيد المحاولة تلقائيًا.',
};
