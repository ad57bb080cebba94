import type { BoardStrings } from '../locale.js';

/** French. */
export const fr: BoardStrings = {
  board: 'Tableau des commandes',
  board_called: 'Le numéro {number} est prêt',
  board_nothing_preparing: 'Rien en cuisine',
  board_nothing_ready: 'Rien à retirer pour l’instant',
  board_page: 'Page {page} sur {pages}',
  board_pause: 'Arrêter le défilement',
  board_left_out: { one: 'et {count} de plus', other: 'et {count} de plus' },
  board_stale_text: 'Merci de demander au comptoir.',
  board_sound: 'Activer le son',
  board_sound_on: 'Le son est activé.',
  board_silent: 'Cet appareil ne peut pas émettre de son ici.',
  board_denied: 'Cet écran a besoin d’un nouveau lien',
  board_problem: 'Ce tableau ne peut pas être affiché',
  board_problem_text: 'Vérifiez comment cet écran a été configuré. Il réessaie de lui-même.',
};
