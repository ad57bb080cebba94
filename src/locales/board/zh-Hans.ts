import type { BoardStrings } from '../locale.js';

/** Chinese, simplified. */
export const zhHans: BoardStrings = {
  board: '取餐屏',
  board_called: '{number} 号已备好',
  board_nothing_preparing: '厨房里没有订单',
  board_nothing_ready: '暂无可取的餐',
  board_page: '第 {page} 页，共 {pages} 页',
  board_pause: '停止翻页',
  board_left_out: { other: '另有 {count} 个' },
  board_stale_text: '请到柜台询问。',
  board_sound: '打开声音',
  board_sound_on: '声音已打开。',
  board_silent: '此设备无法在这里播放声音。',
  board_denied: '此屏幕需要新的链接',
  board_problem: '无法显示此取餐屏',
  board_problem_text: '请检查此屏幕的设置。它会自动重试。',
};
