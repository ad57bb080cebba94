import type { MessageStrings } from './en.js';

/** French. */
export const fr: MessageStrings = {
  message_from: '{restaurant} : {title}',
  message_placed: 'Nous avons votre commande {number}',
  message_preparing: 'Nous préparons la commande {number}',
  message_back: 'Commande {number} remise en cuisine',
  message_ready: 'Votre commande {number} est prête',
  message_out: 'Votre commande {number} est en route',
  message_delayed: 'Votre commande {number} a du retard',
  message_on_hold: 'Votre commande {number} est en pause',
  message_cancelled: 'Votre commande {number} a été annulée',
  message_rejected: 'Désolés, commande {number} refusée',
  message_failed: 'Problème avec votre commande {number}',
  message_refunded: 'Commande {number} remboursée',
  message_refunded_text: 'Cela peut prendre quelques jours.',
  message_paid_text: 'Si vous avez déjà payé, demandez-nous le remboursement.',
  message_unanswered: 'Commande {number} non confirmée',
  message_unanswered_text: 'Nous avons relancé notre équipe. Si cela presse, contactez-nous.',
  message_answer: 'Réponse pour votre commande {number}',
  message_summary: 'Merci pour votre commande {number}',
  message_follow: 'Suivre votre commande',
  message_as_of: 'Voici où en était votre commande le {time}. Sa page montre toujours l’état actuel.',
  message_why:
    'Vous recevez ce message parce que vous avez demandé au restaurant {restaurant} de vous tenir au courant de cette commande.',
  message_withdraw: 'Ne plus recevoir ces messages',
  message_stop: 'Répondez STOP pour ne plus rien recevoir.',
  staff_not_reached: 'Commande {number} – client non prévenu',
  staff_not_reached_text: 'Merci de chercher le client ou de l’appeler.',
  staff_unanswered: 'La commande {number} attend votre accord',
  staff_unanswered_text: 'Merci de l’accepter ou de la refuser maintenant : le client attend.',
  staff_question: 'Un client pose une question sur la commande {number}',
};
