import type { MessageStrings } from './en.js';

/** Italian. */
export const it: MessageStrings = {
  message_from: '{restaurant}: {title}',
  message_placed: 'Abbiamo ricevuto l’ordine {number}',
  message_preparing: 'Stiamo preparando l’ordine {number}',
  message_back: 'L’ordine {number} non è ancora pronto',
  message_ready: 'Il tuo ordine {number} è pronto',
  message_out: 'Il tuo ordine {number} è in arrivo',
  message_delayed: 'Il tuo ordine {number} è in ritardo',
  message_on_hold: 'Il tuo ordine {number} è in pausa',
  message_cancelled: 'Il tuo ordine {number} è annullato',
  message_rejected: 'Spiacenti, ordine {number} rifiutato',
  message_failed: 'C’è un problema con l’ordine {number}',
  message_refunded: 'Ti rimborsiamo l’ordine {number}',
  message_refunded_text: 'Possono volerci alcuni giorni.',
  message_paid_text: 'Se hai già pagato, chiedici del rimborso.',
  message_unanswered: 'L’ordine {number} attende conferma',
  message_unanswered_text: 'Abbiamo avvisato il nostro personale. Se hai fretta, contattaci.',
  message_answer: 'Risposta sul tuo ordine {number}',
  message_summary: 'Grazie per il tuo ordine {number}',
  message_follow: 'Segui il tuo ordine',
  message_as_of: 'Questa era la situazione di {time}. La pagina del tuo ordine mostra sempre quella attuale.',
  message_why:
    'Ricevi questo messaggio perché hai chiesto al ristorante {restaurant} di tenerti al corrente di questo ordine.',
  message_withdraw: 'Non ricevere più messaggi',
  message_stop: 'Rispondi STOP per non riceverne più.',
  staff_not_reached: 'Ordine {number} – cliente non avvisato',
  staff_not_reached_text: 'Cercate il cliente o chiamatelo.',
  staff_unanswered: 'L’ordine {number} attende di essere accettato',
  staff_unanswered_text: 'Accettatelo o rifiutatelo adesso: il cliente aspetta.',
  staff_question: 'Un cliente chiede dell’ordine {number}',
};
