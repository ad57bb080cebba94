import type { BoardStrings } from '../locale.js';

/** Thai. */
export const th: BoardStrings = {
  board: 'กระดานคำสั่งซื้อ',
  board_called: 'หมายเลข {number} พร้อมแล้ว',
  board_nothing_preparing: 'ไม่มีคำสั่งซื้อในครัว',
  board_nothing_ready: 'ยังไม่มีอาหารให้รับ',
  board_page: 'หน้า {page} จาก {pages}',
  board_pause: 'หยุดเปลี่ยนหน้า',
  board_left_out: { other: 'และอีก {count}' },
  board_stale_text: 'โปรดสอบถามที่เคาน์เตอร์',
  board_sound: 'เปิดเสียง',
  board_sound_on: 'เสียงเปิดอยู่',
  board_silent: 'อุปกรณ์นี้เล่นเสียงที่นี่ไม่ได้',
  board_denied: 'หน้าจอนี้ต้องใช้ลิงก์ใหม่',
  board_problem: 'แสดงกระดานนี้ไม่ได้',
  board_problem_text: 'โปรดตรวจสอบการตั้งค่าของหน้าจอนี้ หน้าจอจะลองใหม่เอง',
};
