import type { MessageStrings } from './en.js';

/** Polish. */
export const pl: MessageStrings = {
  message_from: '{restaurant}: {title}',
  message_placed: 'Mamy Twoje zamówienie {number}',
  message_preparing: 'Przygotowujemy Twoje zamówienie {number}',
  message_back: 'Twoje zamówienie {number} wróciło do kuchni',
  message_ready: 'Twoje zamówienie {number} jest gotowe',
  message_out: 'Twoje zamówienie {number} jest w drodze',
  message_delayed: 'Twoje zamówienie {number} się opóźnia',
  message_on_hold: 'Twoje zamówienie {number} jest wstrzymane',
  message_cancelled: 'Twoje zamówienie {number} zostało anulowane',
  message_rejected: 'Nie mogliśmy przyjąć Twojego zamówienia {number}',
  message_failed: 'Coś poszło nie tak z Twoim zamówieniem {number}',
  message_refunded: 'Zwracamy płatność za Twoje zamówienie {number}',
  message_refunded_text: 'To może potrwać kilka dni.',
  message_paid_text: 'Jeśli płatność już nastąpiła, zapytaj nas o zwrot.',
  message_unanswered: 'Twoje zamówienie {number} nie jest jeszcze potwierdzone',
  message_unanswered_text: 'Przypomnieliśmy o nim obsłudze. Jeśli Ci się spieszy, skontaktuj się z restauracją.',
  message_answer: 'Kuchnia odpowiedziała w sprawie zamówienia {number}',
  message_summary: 'Dziękujemy za zamówienie {number}',
  message_follow: 'Śledź zamówienie',
  message_as_of: 'Tak było w chwili {time}. Strona zamówienia zawsze pokazuje aktualny stan.',
  message_why:
    'Otrzymujesz tę wiadomość, bo restauracja {restaurant} ma informować Cię o tym zamówieniu na Twoją prośbę.',
  message_withdraw: 'Nie chcę więcej wiadomości',
  message_stop: 'Odpowiedz STOP, aby zakończyć.',
  staff_not_reached: 'Zamówienie {number}: nie udało się powiadomić gościa',
  staff_not_reached_text: 'Prosimy poszukać gościa albo zadzwonić.',
  staff_unanswered: 'Zamówienie {number} czeka na przyjęcie',
  staff_unanswered_text: 'Prosimy przyjąć je lub odrzucić teraz: gość czeka.',
  staff_question: 'Gość pyta o zamówienie {number}',
};
