import type { Channel, Message, Recipient } from '../../supabase/functions/_shared/notify/sender.js';

/** A message that the demo would have sent, as the page `/outbox` shows it. */
export interface SentMessage {
  /** Rises with every message, from 1. */
  readonly number: number;
  readonly id: string;
  readonly at: string;
  readonly channel: Channel;
  readonly kind: string;
  readonly orderId: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly text: string;
  readonly html?: string;
  readonly link: string;
  /** Without what would tell a stranger where the guest is reached. */
  readonly to: string;
  /** As the database knows it, for delivery reports. */
  readonly vendor: string;
  readonly vendorId: string;
}

const most = 200;

/** The newest messages that the demo's doubles took, in memory: a restart forgets them. */
export class SentMessages {
  readonly #now: () => number;
  #messages: readonly SentMessage[] = [];
  #count = 0;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Keeps a message once, however often it is sent. */
  add(message: Message, vendor: string): SentMessage {
    const known = this.find(message.id);
    if (known) return known;
    this.#count += 1;
    const { id, kind, orderId, to, language, direction, title, text, html, link } = message;
    const sent: SentMessage = {
      number: this.#count,
      id,
      at: new Date(this.#now()).toISOString(),
      channel: to.channel,
      kind,
      orderId,
      language,
      direction,
      title,
      text,
      ...(html !== undefined && { html }),
      link,
      to: maskedAddress(to),
      vendor,
      vendorId: `double-${id}`,
    };
    this.#messages = [...this.#messages, sent].slice(-most);
    return sent;
  }

  find(id: string): SentMessage | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  /** Those after a number, oldest first. */
  after(number: number): readonly SentMessage[] {
    return this.#messages.filter((message) => message.number > number);
  }
}

/** `+49 … 67`, `g…@example.com`, `push.example.com`: everybody may see the page. */
function maskedAddress(to: Recipient): string {
  switch (to.channel) {
    case 'sms':
      return `${to.number.slice(0, 3)} … ${to.number.slice(-2)}`;
    case 'email': {
      const [name = '', host = ''] = to.address.split('@');
      return `${name.slice(0, 1)}…@${host}`;
    }
    case 'push':
      return URL.canParse(to.push.endpoint) ? new URL(to.push.endpoint).host : 'a browser';
  }
}
