import type { MessageStrings } from './en.js';

/** Romanian. */
export const ro: MessageStrings = {
  message_from: '{restaurant}: {title}',
  message_placed: 'Am primit comanda {number}',
  message_preparing: 'Pregătim comanda {number}',
  message_back: 'Comanda {number} nu este încă gata',
  message_ready: 'Comanda {number} este gata',
  message_out: 'Comanda {number} este pe drum',
  message_delayed: 'Comanda {number} întârzie',
  message_on_hold: 'Comanda {number} este suspendată',
  message_cancelled: 'Comanda {number} a fost anulată',
  message_rejected: 'Nu am putut accepta comanda {number}',
  message_failed: 'O problemă cu comanda {number}',
  message_refunded: 'Vă rambursăm comanda {number}',
  message_refunded_text: 'Poate dura câteva zile.',
  message_paid_text: 'Dacă ați plătit deja, întrebați-ne despre rambursare.',
  message_unanswered: 'Comanda {number} încă neconfirmată',
  message_unanswered_text: 'Am anunțat din nou personalul. Dacă vă grăbiți, contactați-ne.',
  message_answer: 'Răspuns despre comanda {number}',
  message_summary: 'Vă mulțumim pentru comanda {number}',
  message_follow: 'Urmăriți comanda',
  message_as_of: 'Aceasta era situația: {time}. Pagina comenzii arată mereu situația actuală.',
  message_why:
    'Primiți acest mesaj pentru că ați cerut ca restaurantul {restaurant} să vă țină la curent cu această comandă.',
  message_withdraw: 'Nu mai vreau mesaje',
  message_stop: 'Răspundeți STOP pentru oprire.',
  staff_not_reached: 'Comanda {number} – client neanunțat',
  staff_not_reached_text: 'Vă rugăm să căutați clientul sau să sunați.',
  staff_unanswered: 'Comanda {number} așteaptă să fie acceptată',
  staff_unanswered_text: 'Vă rugăm să o acceptați sau să o refuzați acum: clientul așteaptă.',
  staff_question: 'Un client întreabă despre comanda {number}',
};
