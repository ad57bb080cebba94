import type { MessageStrings } from './en.js';

/** German. */
export const de: MessageStrings = {
  message_from: '{restaurant}: {title}',
  message_placed: 'Wir haben Ihre Bestellung {number}',
  message_preparing: 'Ihre Bestellung {number} ist in Arbeit',
  message_back: 'Ihre Bestellung {number} dauert noch',
  message_ready: 'Ihre Bestellung {number} ist fertig',
  message_out: 'Ihre Bestellung {number} ist unterwegs',
  message_delayed: 'Bestellung {number} verspätet sich',
  message_on_hold: 'Ihre Bestellung {number} ist pausiert',
  message_cancelled: 'Ihre Bestellung {number} ist storniert',
  message_rejected: 'Bestellung {number} leider abgelehnt',
  message_failed: 'Problem mit Ihrer Bestellung {number}',
  message_refunded: 'Wir erstatten Ihre Bestellung {number}',
  message_refunded_text: 'Das kann einige Tage dauern.',
  message_paid_text: 'Falls Sie schon bezahlt haben, fragen Sie uns bitte nach der Erstattung.',
  message_unanswered: 'Bestellung {number} noch unbestätigt',
  message_unanswered_text: 'Wir haben unser Personal erinnert. Wenn Sie es eilig haben, wenden Sie sich bitte an uns.',
  message_answer: 'Antwort zu Ihrer Bestellung {number}',
  message_summary: 'Danke für Ihre Bestellung {number}',
  message_follow: 'Bestellung verfolgen',
  message_as_of: 'Das war der Stand am {time}. Die Seite Ihrer Bestellung zeigt immer den neuesten.',
  message_why:
    'Sie bekommen diese Nachricht, weil Sie {restaurant} gebeten haben, Sie über diese Bestellung auf dem Laufenden zu halten.',
  message_withdraw: 'Keine Nachrichten mehr',
  message_stop: 'Antwort STOP beendet die SMS.',
  staff_not_reached: 'Bestellung {number} – Gast nicht erreicht',
  staff_not_reached_text: 'Bitte den Gast suchen oder anrufen.',
  staff_unanswered: 'Bestellung {number} wartet auf Annahme',
  staff_unanswered_text: 'Bitte jetzt annehmen oder ablehnen: Der Gast wartet.',
  staff_question: 'Ein Gast fragt nach der Bestellung {number}',
};
