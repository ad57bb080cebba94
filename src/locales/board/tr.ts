import type { BoardStrings } from '../locale.js';

/** Turkish. */
export const tr: BoardStrings = {
  board: 'Sipariş panosu',
  board_called: '{number} numara hazır',
  board_nothing_preparing: 'Mutfakta sipariş yok',
  board_nothing_ready: 'Henüz teslim alınacak bir şey yok',
  board_page: 'Sayfa {page} / {pages}',
  board_pause: 'Sayfa çevirmeyi durdur',
  board_left_out: { one: 've {count} tane daha', other: 've {count} tane daha' },
  board_stale_text: 'Lütfen bankoda sorun.',
  board_sound: 'Sesi aç',
  board_sound_on: 'Ses açık.',
  board_silent: 'Bu cihaz burada ses çalamıyor.',
  board_denied: 'Bu ekrana yeni bir bağlantı gerekiyor',
  board_problem: 'Bu pano gösterilemiyor',
  board_problem_text: 'Lütfen bu ekranın kurulumunu kontrol edin. Kendiliğinden yeniden dener.',
};
