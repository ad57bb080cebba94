import type { BoardStrings } from '../locale.js';

/** Japanese. */
export const ja: BoardStrings = {
  board: '呼び出しボード',
  board_called: '{number}番のご用意ができました',
  board_nothing_preparing: '調理中の注文はありません',
  board_nothing_ready: 'お渡しできる注文はまだありません',
  board_page: '{page}／{pages}ページ',
  board_pause: 'ページ送りを止める',
  board_left_out: { other: 'ほか{count}件' },
  board_stale_text: 'カウンターでお尋ねください。',
  board_sound: '音をオンにする',
  board_sound_on: '音はオンです。',
  board_silent: 'この端末ではここで音を鳴らせません。',
  board_denied: 'この画面には新しいリンクが必要です',
  board_problem: 'このボードは表示できません',
  board_problem_text: 'この画面の設定を確認してください。自動的に再試行します。',
};
