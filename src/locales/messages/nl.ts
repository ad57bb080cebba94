import type { MessageStrings } from './en.js';

/** Dutch. */
export const nl: MessageStrings = {
  message_from: '{restaurant}: {title}',
  message_placed: 'We hebben je bestelling {number}',
  message_preparing: 'We bereiden je bestelling {number}',
  message_back: 'Bestelling {number} is nog niet klaar',
  message_ready: 'Je bestelling {number} is klaar',
  message_out: 'Je bestelling {number} is onderweg',
  message_delayed: 'Je bestelling {number} is vertraagd',
  message_on_hold: 'Je bestelling {number} staat even stil',
  message_cancelled: 'Je bestelling {number} is geannuleerd',
  message_rejected: 'Bestelling {number} lukt helaas niet',
  message_failed: 'Probleem met je bestelling {number}',
  message_refunded: 'We betalen bestelling {number} terug',
  message_refunded_text: 'Dit kan een paar dagen duren.',
  message_paid_text: 'Heb je al betaald, vraag ons dan naar de terugbetaling.',
  message_unanswered: 'Bestelling {number} nog niet bevestigd',
  message_unanswered_text: 'We hebben ons personeel eraan herinnerd. Heb je haast, neem dan contact met ons op.',
  message_answer: 'Antwoord over je bestelling {number}',
  message_summary: 'Bedankt voor je bestelling {number}',
  message_follow: 'Volg je bestelling',
  message_as_of: 'Zo stond het ervoor op {time}. De pagina van je bestelling toont altijd de laatste stand.',
  message_why:
    'Je krijgt dit bericht omdat je {restaurant} hebt gevraagd je over deze bestelling op de hoogte te houden.',
  message_withdraw: 'Geen berichten meer',
  message_stop: 'Antwoord STOP om te stoppen.',
  staff_not_reached: 'Bestelling {number} – gast niet bereikt',
  staff_not_reached_text: 'Zoek de gast of bel even.',
  staff_unanswered: 'Bestelling {number} wacht op acceptatie',
  staff_unanswered_text: 'Accepteer of weiger deze nu: de gast wacht.',
  staff_question: 'Een gast vraagt naar bestelling {number}',
};
