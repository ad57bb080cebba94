import type { MessageStrings } from './en.js';

/** French. */
export const fr: MessageStrings = {
  message_from: '{restaurant} : {title}',
  message_placed: 'Nous avons bien votre commande {number}',
  message_preparing: 'Nous préparons votre commande {number}',
  message_back: 'Votre commande {number} est de retour en cuisine',
  message_ready: 'Votre commande {number} est prête',
  message_out: 'Votre commande {number} est en route',
  message_delayed: 'Votre commande {number} a du retard',
  message_on_hold: 'Votre commande {number} est en attente',
  message_cancelled: 'Votre commande {number} a été annulée',
  message_rejected: 'Nous n’avons pas pu accepter votre commande {number}',
  message_failed: 'Un problème est survenu avec votre commande {number}',
  message_refunded: 'Le paiement de votre commande {number} vous est remboursé',
  message_refunded_text: 'Cela peut prendre quelques jours.',
  message_paid_text: 'Si vous avez déjà payé, demandez-nous le remboursement.',
  message_unanswered: 'Votre commande {number} n’est pas encore confirmée',
  message_unanswered_text: 'Nous avons prévenu notre équipe. Si vous êtes pressé, contactez le restaurant.',
  message_answer: 'La cuisine vous a répondu au sujet de votre commande {number}',
  message_summary: 'Merci pour votre commande {number}',
  message_follow: 'Suivre votre commande',
  message_as_of: 'Voici où elle en était le {time}. La page de votre commande montre toujours l’état actuel.',
  message_why:
    'Vous recevez ce message parce que vous avez demandé à {restaurant} de vous tenir au courant de cette commande.',
  message_withdraw: 'Ne plus recevoir ces messages',
  message_stop: 'Répondez STOP pour arrêter.',
  staff_not_reached: 'Commande {number} : le client n’a pas pu être prévenu',
  staff_not_reached_text: 'Merci de chercher le client ou de l’appeler.',
  staff_unanswered: 'La commande {number} attend d’être acceptée',
  staff_unanswered_text: 'Merci de l’accepter ou de la refuser maintenant : le client attend.',
  staff_question: 'Un client pose une question sur la commande {number}',
};
