/** The strings of messages to guests and staff (push, SMS, mail), in English. Other languages have the same keys. */
export const en = {
  message_from: '{restaurant}: {title}',

  message_placed: 'We have your order {number}',
  message_preparing: 'We are preparing your order {number}',
  message_back: 'Your order {number} is not ready yet',
  message_ready: 'Your order {number} is ready',
  message_out: 'Your order {number} is on its way',
  message_delayed: 'Your order {number} is running late',
  message_on_hold: 'Your order {number} is on hold',
  message_cancelled: 'Your order {number} was cancelled',
  message_rejected: 'We could not take your order {number}',
  message_failed: 'Your order {number} was not completed',
  message_refunded: 'Your order {number} is being refunded',
  message_refunded_text: 'This can take a few days.',
  message_paid_text: 'If you have already paid, please ask us about the refund.',
  message_unanswered: 'No answer yet for your order {number}',
  message_unanswered_text: 'We have reminded our staff. If you are in a hurry, please contact us.',
  message_answer: 'An answer about your order {number}',
  message_summary: 'Thank you for your order {number}',

  message_follow: 'Follow your order',
  message_as_of: 'This is how it stood on {time}. The page of your order always shows the latest.',
  message_why: 'You get this message because you asked {restaurant} to keep you posted about this order.',
  message_withdraw: 'Stop these messages',
  message_stop: 'Reply STOP to end.',

  staff_not_reached: 'Order {number} – guest not reached',
  staff_not_reached_text: 'Please look for the guest, or call.',
  staff_unanswered: 'Order {number} is waiting to be accepted',
  staff_unanswered_text: 'Please accept or decline it now: the guest is waiting.',
  staff_question: 'A guest asks about order {number}',
  message_as_of_end: 'This is how it stood on {time}.',
  message_order_page: 'See your order',
  message_ready_between: 'Ready between {from} and {to}',
  message_arrive_between: 'Arriving between {from} and {to}',
  message_leaves_between: 'Leaves the kitchen between {from} and {to}',
  message_or_link: 'Or: {link}',
  message_end: 'No more texts: {link}',
  message_why_unnamed: 'You get this message because you asked to be kept posted about this order.',
} as const;

/** The strings of messages in one language. `{name}` is a placeholder; each reads well without its `{number}`. */
export type MessageStrings = { readonly [Key in keyof typeof en]: string };
