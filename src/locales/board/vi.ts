import type { BoardStrings } from '../locale.js';

/** Vietnamese. */
export const vi: BoardStrings = {
  board: 'Bảng đơn hàng',
  board_called: 'Số {number} đã sẵn sàng',
  board_nothing_preparing: 'Không có đơn nào trong bếp',
  board_nothing_ready: 'Chưa có đơn nào để nhận',
  board_page: 'Trang {page}/{pages}',
  board_pause: 'Dừng chuyển trang',
  board_left_out: { other: 'và {count} đơn nữa' },
  board_stale_text: 'Vui lòng hỏi tại quầy.',
  board_sound: 'Bật âm thanh',
  board_sound_on: 'Âm thanh đang bật.',
  board_silent: 'Thiết bị này không thể phát âm thanh tại đây.',
  board_denied: 'Màn hình này cần liên kết mới',
  board_problem: 'Không thể hiển thị bảng này',
  board_problem_text: 'Vui lòng kiểm tra cài đặt của màn hình này. Màn hình sẽ tự thử lại.',
};
