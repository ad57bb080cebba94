import type { BoardStrings } from '../locale.js';

/** Spanish. */
export const es: BoardStrings = {
  board: 'Panel de pedidos',
  board_called: 'El número {number} está listo',
  board_nothing_preparing: 'Nada en la cocina',
  board_nothing_ready: 'Aún no hay nada que recoger',
  board_page: 'Página {page} de {pages}',
  board_pause: 'Dejar de pasar páginas',
  board_left_out: { one: 'y {count} más', other: 'y {count} más' },
  board_stale_text: 'Pregunte en el mostrador.',
  board_sound: 'Activar el sonido',
  board_sound_on: 'El sonido está activado.',
  board_silent: 'Este dispositivo no puede emitir sonido aquí.',
  board_denied: 'Esta pantalla necesita un enlace nuevo',
  board_problem: 'No se puede mostrar este panel',
  board_problem_text: 'Compruebe cómo se configuró esta pantalla. Lo vuelve a intentar por sí sola.',
};
