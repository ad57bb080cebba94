import type { MessageStrings } from './en.js';

/** Greek. */
export const el: MessageStrings = {
  message_from: '{restaurant}: {title}',
  message_placed: 'Λάβαμε την παραγγελία σας {number}',
  message_preparing: 'Ετοιμάζουμε την παραγγελία {number}',
  message_back: 'Η παραγγελία {number} δεν είναι έτοιμη',
  message_ready: 'Η παραγγελία σας {number} είναι έτοιμη',
  message_out: 'Η παραγγελία σας {number} έρχεται',
  message_delayed: 'Η παραγγελία σας {number} καθυστερεί',
  message_on_hold: 'Η παραγγελία {number} είναι σε αναμονή',
  message_cancelled: 'Η παραγγελία σας {number} ακυρώθηκε',
  message_rejected: 'Δεν δεχτήκαμε την παραγγελία {number}',
  message_failed: 'Πρόβλημα με την παραγγελία {number}',
  message_refunded: 'Επιστροφή για την παραγγελία {number}',
  message_refunded_text: 'Αυτό μπορεί να διαρκέσει λίγες μέρες.',
  message_paid_text: 'Αν έχετε ήδη πληρώσει, ρωτήστε μας για την επιστροφή χρημάτων.',
  message_unanswered: 'Ανεπιβεβαίωτη η παραγγελία {number}',
  message_unanswered_text: 'Το υπενθυμίσαμε στο προσωπικό μας. Αν βιάζεστε, επικοινωνήστε μαζί μας.',
  message_answer: 'Απάντηση για την παραγγελία {number}',
  message_summary: 'Ευχαριστούμε για την παραγγελία σας {number}',
  message_follow: 'Δείτε την παραγγελία σας',
  message_as_of: 'Αυτή ήταν η κατάσταση: {time}. Η σελίδα της παραγγελίας σας δείχνει πάντα την τελευταία.',
  message_why:
    'Λαμβάνετε αυτό το μήνυμα επειδή ζητήσατε από το εστιατόριο {restaurant} να σας ενημερώνει για αυτή την παραγγελία.',
  message_withdraw: 'Διακοπή μηνυμάτων',
  message_stop: 'Απαντήστε STOP για διακοπή.',
  staff_not_reached: 'Παραγγελία {number} – ο πελάτης δεν ειδοποιήθηκε',
  staff_not_reached_text: 'Παρακαλούμε βρείτε τον πελάτη ή τηλεφωνήστε.',
  staff_unanswered: 'Η παραγγελία {number} περιμένει αποδοχή',
  staff_unanswered_text: 'Παρακαλούμε αποδεχτείτε ή απορρίψτε την τώρα: ο πελάτης περιμένει.',
  staff_question: 'Ένας πελάτης ρωτά για την παραγγελία {number}',
};
