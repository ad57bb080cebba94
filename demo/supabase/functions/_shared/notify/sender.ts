/** A way to reach a guest who does not look at the page. */
export type Channel = 'push' | 'sms' | 'email';

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

/** A browser's push subscription, as `PushSubscription.toJSON()` gives it. */
export interface PushAddress {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Where a message goes. */
export type Recipient =
  | { readonly channel: 'push'; readonly push: PushAddress }
  /** E.164, such as `+4915112345678`. */
  | { readonly channel: 'sms'; readonly number: string }
  | { readonly channel: 'email'; readonly address: string };

/** A finished message: all its words are there, in the guest's language. */
export interface Message {
  /** Names this message to one recipient for ever. Vendors that know idempotency keys get it. */
  readonly id: string;
  readonly kind: MessageKind;
  readonly orderId: string;
  readonly to: Recipient;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The subject of a mail, the title of a notification; an SMS has none. */
  readonly title: string;
  /** Plain text: of an SMS everything, the links included, in the letters in which it is sent. */
  readonly text: string;
  /** How many SMS it takes, of an SMS. */
  readonly segments?: number;
  /** The mail as HTML. */
  readonly html?: string;
  /** The guest's own page; holds the secret of the link. */
  readonly link: string;
  /** Where one tap withdraws the consent. */
  readonly withdrawLink: string;
  /** After this moment the message is of no use. */
  readonly expiresAt: Date;
  readonly isUrgent: boolean;
}

/** What became of one try to send. */
export type SendResult =
  /** The vendor has taken it. `cost` is in thousandths of `currency`, where the vendor says it. */
  | {
      readonly outcome: 'accepted';
      readonly vendorId?: string;
      readonly cost?: { readonly thousandths: number; readonly currency: string };
    }
  /** It was surely not sent, and may be sent again: after so many seconds, where the vendor says when. */
  | { readonly outcome: 'not-sent'; readonly reason: string; readonly retryAfter?: number }
  /** It will never be sent: a wrong number, an ended subscription. `recipient` says that the address itself is of no use. */
  | { readonly outcome: 'refused'; readonly reason: string; readonly recipient?: 'gone' | 'invalid' | 'withdrawn' }
  /** The answer was lost: perhaps it was sent. Only a sender with `isIdempotent` is asked again. */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** How a sender of SMS writes. */
export interface SmsStyle {
  /** Whether guests can answer it: a name such as `Trattoria` takes no STOP. */
  readonly mayReply: boolean;
  /** `drop`: accents go where the language allows it, and it saves a segment. */
  readonly accents: 'drop' | 'keep';
}

/** One vendor, or protocol, of a channel. It tries once, never retries, and never rejects. */
export interface Sender {
  readonly channel: Channel;
  /** As in logs and settings: `twilio`, `smtp`, `web-push`. */
  readonly name: string;
  /** Whether a second try with the same `Message.id` is sent once only. */
  readonly isIdempotent: boolean;
  /** How an SMS is to be written, of a sender of SMS. */
  readonly sms?: SmsStyle;
  /** The estimated cost of one message in thousandths of the restaurant's currency, for the ceiling. 0: none. */
  costOf(message: Message): number;
  send(message: Message, signal: AbortSignal): Promise<SendResult>;
}

/** What a vendor tells later about a message that it has taken. */
export interface DeliveryReport {
  readonly vendor: string;
  readonly vendorId: string;
  /** `delivered`: it is on the phone, or in the mailbox. `failed`: it will never be. `accepted`: on its way. */
  readonly state: 'accepted' | 'delivered' | 'failed';
  readonly reason?: string;
  readonly cost?: { readonly thousandths: number; readonly currency: string };
}

/** What a guest has answered to a message: STOP, HELP and their kin in other languages. */
export interface GuestReply {
  readonly vendor: string;
  readonly channel: 'sms' | 'email';
  /** The guest's number or address. */
  readonly from: string;
  readonly wish: 'stop' | 'start' | 'help' | 'other';
  readonly text: string;
}

/** The web-standard surroundings of a sender. */
export interface SenderServices {
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
