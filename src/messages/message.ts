/** What a message is about. */
export type MessageKind =
  | 'placed'
  | 'preparing'
  | 'ready'
  | 'out_for_delivery'
  | 'delayed'
  /** Cancelled, rejected, failed or refunded. */
  | 'ended'
  /** The restaurant has not answered in time. */
  | 'unanswered'
  /** The kitchen has answered the guest's question. */
  | 'answer'
  /** The summary with the receipt, at the end. */
  | 'summary'
  /** To the restaurant's own staff or owner. */
  | 'staff';

export type MessageChannel = 'push' | 'sms' | 'email';

/** What a message is rendered from. `To` is the recipient, which is only passed on. */
export interface MessageInput<To> {
  /** Names the message to this recipient for ever. */
  readonly id: string;
  readonly kind: MessageKind;
  /** The order in the format of our own endpoints. Its items may have `price_minor`, the price of one piece. */
  readonly order: unknown;
  readonly restaurantName: string;
  /** The guest's BCP 47 tag. */
  readonly language: string;
  /** The guest's own page. */
  readonly link: string;
  /** Where one tap withdraws the consent. */
  readonly withdrawLink: string;
  /** The restaurant's, an IANA name. */
  readonly timeZone: string;
  readonly channel: MessageChannel;
  readonly recipient: To;
  readonly expiresAt: Date;
  /** Default: now. */
  readonly now?: Date;
  /** Whether the order was ready and is back in the kitchen; for `preparing` and `delayed`. Default false. */
  readonly wentBack?: boolean;
  /** Where the restaurant hands orders over, in its own words. */
  readonly pickupPlace?: string;
  /** For `answer`: what the kitchen says. Default: `kitchen_answer` of the order. */
  readonly answer?: string;
  /** For `staff`: what it is about, and the guest's question. */
  readonly staff?: { readonly about: 'not_reached' | 'unanswered' | 'question'; readonly text?: string };
  /** Default: a number that can be answered; accents go where that saves. */
  readonly sms?: SmsStyle;
}

/** How a sender of SMS writes. */
export interface SmsStyle {
  /** Whether guests can answer it: a name such as `Trattoria` takes no STOP. */
  readonly mayReply: boolean;
  /** `drop`: where the language allows it, and it saves a segment. */
  readonly accents: 'drop' | 'keep';
}

/** A finished message, as senders take it. */
export interface RenderedMessage<To> {
  readonly id: string;
  readonly kind: MessageKind;
  readonly orderId: string;
  readonly to: To;
  /** The language that it is really in. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** One line. */
  readonly title: string;
  readonly text: string;
  /** How many SMS it takes, of an SMS: what is paid for. */
  readonly segments?: number;
  readonly html?: string;
  readonly link: string;
  readonly withdrawLink: string;
  readonly expiresAt: Date;
  readonly isUrgent: boolean;
}
