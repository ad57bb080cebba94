import type { MessageStrings } from './en.js';

/** German. */
export const de: MessageStrings = {
  message_from: '{restaurant}: {title}',
  message_placed: 'Wir haben Ihre Bestellung {number}',
  message_preparing: 'Wir bereiten Ihre Bestellung {number} zu',
  message_back: 'Ihre Bestellung {number} ist noch einmal in der Küche',
  message_ready: 'Ihre Bestellung {number} ist fertig',
  message_out: 'Ihre Bestellung {number} ist unterwegs',
  message_delayed: 'Ihre Bestellung {number} verspätet sich',
  message_on_hold: 'Ihre Bestellung {number} ist vorerst angehalten',
  message_cancelled: 'Ihre Bestellung {number} wurde storniert',
  message_rejected: 'Wir konnten Ihre Bestellung {number} nicht annehmen',
  message_failed: 'Mit Ihrer Bestellung {number} ist etwas schiefgegangen',
  message_refunded: 'Die Zahlung für Ihre Bestellung {number} ist auf dem Weg zurück zu Ihnen',
  message_refunded_text: 'Das kann einige Tage dauern.',
  message_paid_text: 'Falls Sie schon bezahlt haben, fragen Sie uns bitte nach der Erstattung.',
  message_unanswered: 'Ihre Bestellung {number} ist noch nicht bestätigt',
  message_unanswered_text:
    'Wir haben unser Personal erinnert. Wenn Sie es eilig haben, wenden Sie sich bitte an das Restaurant.',
  message_answer: 'Die Küche hat Ihnen zur Bestellung {number} geantwortet',
  message_summary: 'Danke für Ihre Bestellung {number}',
  message_follow: 'Bestellung verfolgen',
  message_as_of: 'Das war der Stand am {time}. Die Seite Ihrer Bestellung zeigt immer den neuesten.',
  message_why:
    'Sie bekommen diese Nachricht, weil Sie {restaurant} gebeten haben, Sie über diese Bestellung auf dem Laufenden zu halten.',
  message_withdraw: 'Keine Nachrichten mehr',
  message_stop: 'Abbestellen: mit STOP antworten.',
  staff_not_reached: 'Bestellung {number}: Der Gast wurde nicht erreicht',
  staff_not_reached_text: 'Bitte den Gast suchen oder anrufen.',
  staff_unanswered: 'Die Bestellung {number} wartet auf Annahme',
  staff_unanswered_text: 'Bitte jetzt annehmen oder ablehnen: Der Gast wartet.',
  staff_question: 'Ein Gast fragt nach der Bestellung {number}',
};
