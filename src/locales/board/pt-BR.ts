import type { BoardStrings } from '../locale.js';

/** Portuguese of Brazil. */
export const ptBR: BoardStrings = {
  board: 'Painel de pedidos',
  board_called: 'O número {number} está pronto',
  board_nothing_preparing: 'Nada na cozinha',
  board_nothing_ready: 'Ainda nada para retirar',
  board_page: 'Página {page} de {pages}',
  board_pause: 'Parar de virar páginas',
  board_left_out: { one: 'e mais {count}', other: 'e mais {count}' },
  board_stale_text: 'Pergunte no balcão.',
  board_sound: 'Ligar o som',
  board_sound_on: 'O som está ligado.',
  board_silent: 'Este aparelho não consegue tocar som aqui.',
  board_denied: 'Esta tela precisa de um novo link',
  board_problem: 'Não é possível mostrar este painel',
  board_problem_text: 'Verifique como esta tela foi configurada. Ela tenta de novo sozinha.',
};
