import type { BoardStrings } from '../locale.js';

/** Chinese, traditional. */
export const zhHant: BoardStrings = {
  board: '取餐看板',
  board_called: '{number} 號已備妥',
  board_nothing_preparing: '廚房裡沒有訂單',
  board_nothing_ready: '尚無可取的餐點',
  board_page: '第 {page} 頁，共 {pages} 頁',
  board_pause: '停止翻頁',
  board_left_out: { other: '另有 {count} 個' },
  board_stale_text: '請至櫃檯詢問。',
  board_sound: '開啟聲音',
  board_sound_on: '聲音已開啟。',
  board_silent: '此裝置無法在這裡播放聲音。',
  board_denied: '此螢幕需要新的連結',
  board_problem: '無法顯示此看板',
  board_problem_text: '請檢查此螢幕的設定。它會自動重試。',
};
