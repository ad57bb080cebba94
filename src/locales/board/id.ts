import type { BoardStrings } from '../locale.js';

/** Indonesian. */
export const id: BoardStrings = {
  board: 'Papan pesanan',
  board_called: 'Nomor {number} sudah siap',
  board_nothing_preparing: 'Tidak ada pesanan di dapur',
  board_nothing_ready: 'Belum ada yang bisa diambil',
  board_page: 'Halaman {page} dari {pages}',
  board_pause: 'Hentikan pergantian halaman',
  board_left_out: { other: 'dan {count} lagi' },
  board_stale_text: 'Silakan tanyakan di konter.',
  board_sound: 'Aktifkan suara',
  board_sound_on: 'Suara aktif.',
  board_silent: 'Perangkat ini tidak dapat memutar suara di sini.',
  board_denied: 'Layar ini perlu tautan baru',
  board_problem: 'Papan ini tidak dapat ditampilkan',
  board_problem_text: 'Silakan periksa pengaturan layar ini. Layar akan mencoba lagi sendiri.',
};
