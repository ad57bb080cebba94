import type { MessageStrings } from './en.js';

/** Hungarian. */
export const hu: MessageStrings = {
  message_from: '{restaurant}: {title}',
  message_placed: 'Megkaptuk a rendelését ({number})',
  message_preparing: 'Készítjük a rendelését ({number})',
  message_back: 'A rendelése ({number}) még nincs kész',
  message_ready: 'A rendelése ({number}) elkészült',
  message_out: 'A rendelése ({number}) úton van',
  message_delayed: 'A rendelése ({number}) késik',
  message_on_hold: 'A rendelése ({number}) szünetel',
  message_cancelled: 'A rendelését ({number}) törölték',
  message_rejected: 'A rendelését ({number}) elutasítottuk',
  message_failed: 'Gond van a rendelésével ({number})',
  message_refunded: 'A rendelését ({number}) visszatérítjük',
  message_refunded_text: 'Ez néhány napig is eltarthat.',
  message_paid_text: 'Ha már fizetett, kérjük, érdeklődjön nálunk a visszatérítésről.',
  message_unanswered: 'A rendelése ({number}) válaszra vár',
  message_unanswered_text: 'Emlékeztettük a munkatársainkat. Ha sürgős, kérjük, keressen minket.',
  message_answer: 'Válasz a rendeléséről ({number})',
  message_summary: 'Köszönjük a rendelését ({number})',
  message_follow: 'Rendelés követése',
  message_as_of: 'Ez volt a helyzet: {time}. A rendelés oldala mindig a legfrissebbet mutatja.',
  message_why:
    'Azért kapja ezt az üzenetet, mert azt kérte, hogy az étterem ({restaurant}) értesítse Önt erről a rendelésről.',
  message_withdraw: 'Nem kérek több üzenetet',
  message_stop: 'STOP válasszal leállíthatja.',
  staff_not_reached: 'Rendelés {number} – a vendéget nem értük el',
  staff_not_reached_text: 'Kérjük, keresse meg vagy hívja fel a vendéget.',
  staff_unanswered: 'Rendelés {number} – elfogadásra vár',
  staff_unanswered_text: 'Kérjük, fogadja el vagy utasítsa el most: a vendég vár.',
  staff_question: 'Egy vendég kérdez a rendelésről ({number})',
};
