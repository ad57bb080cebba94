import type { BoardStrings } from '../locale.js';

/** Korean. */
export const ko: BoardStrings = {
  board: '주문 현황판',
  board_called: '{number}번 준비되었습니다',
  board_nothing_preparing: '주방에 주문이 없습니다',
  board_nothing_ready: '아직 찾아갈 음식이 없습니다',
  board_page: '{pages}쪽 중 {page}쪽',
  board_pause: '페이지 넘김 멈추기',
  board_left_out: { other: '외 {count}건' },
  board_stale_text: '카운터에 문의해 주세요.',
  board_sound: '소리 켜기',
  board_sound_on: '소리가 켜져 있습니다.',
  board_silent: '이 기기는 여기서 소리를 낼 수 없습니다.',
  board_denied: '이 화면에는 새 링크가 필요합니다',
  board_problem: '이 현황판을 표시할 수 없습니다',
  board_problem_text: '이 화면의 설정을 확인해 주세요. 저절로 다시 시도합니다.',
};
