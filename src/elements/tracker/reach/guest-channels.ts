import type { LocaleKey } from '../../../locales/locale.js';
import { type Channel, channels, type NotifyAnswer, type NotifyEndpoint } from './notify-endpoint.js';

/** What the guest agrees to: the very words that were drawn, and their language. */
export interface ConsentWords {
  readonly wording: string;
  readonly language: string;
}

/** Where the guest is to be reached, or why that cannot be had, as the key of its words. */
export type Address =
  | { readonly address: string | PushSubscriptionJSON; readonly country?: string | undefined }
  | { readonly problem: LocaleKey };

/** What the endpoint says of a channel. */
interface Offer {
  readonly publicKey: string | undefined;
  /** Whether a message can be answered. */
  readonly mayReply: boolean;
}

/** What went wrong at last, and with which channel. */
export interface ChannelProblem {
  readonly channel: Channel;
  readonly text: LocaleKey;
}

/** What is wrong with what the guest has typed, by the codes of the endpoint. */
const problems: Readonly<Record<string, LocaleKey>> = { number: 'reach_bad_number', address: 'reach_bad_address' };

/** By which channels the guest of one order may be reached, and is: shared by all elements of the page that show it. */
export class GuestChannels {
  readonly #endpoint: NotifyEndpoint;
  readonly #changed: () => void;
  #offers = new Map<Channel, Offer>();
  #given = new Set<Channel>();
  #askedAt: unknown;
  #isKnown = false;
  /** The channel that is being turned on or off. */
  busy: Channel | undefined;
  problem: ChannelProblem | undefined;
  /** The words of what has just become of it, for screen readers: after a stop, what is still on. */
  outcome: readonly LocaleKey[] = [];

  /** @param changed has everything drawn again */
  constructor(endpoint: NotifyEndpoint, changed: () => void) {
    this.#endpoint = endpoint;
    this.#changed = changed;
  }

  /**
   * Finds out what the restaurant offers, once. Resolves to whether it was this time.
   *
   * @param occasion where it could not be found out, it is tried again at another one
   */
  async find(occasion: unknown): Promise<boolean> {
    if (this.#isKnown || this.#askedAt === occasion) return false;
    this.#askedAt = occasion;
    const { isDone, body } = await this.#endpoint.send({ action: 'offers' });
    if (!isDone) return false;
    this.#isKnown = true;
    const { channels: offered, given }: { readonly channels?: unknown; readonly given?: unknown } = Object(body);
    const known: Readonly<Record<string, unknown>> = Object(offered);
    for (const channel of channels) {
      const said: { readonly public_key?: unknown; readonly may_reply?: unknown } = Object(known[channel]);
      const publicKey = typeof said.public_key === 'string' ? said.public_key : undefined;
      const mayReply = said.may_reply === true;
      if (known[channel] && (channel !== 'push' || publicKey)) this.#offers.set(channel, { publicKey, mayReply });
      if (Array.isArray(given) && given.includes(channel)) this.#given.add(channel);
    }
    this.#changed();
    return true;
  }

  get given(): readonly Channel[] {
    return channels.filter((channel) => this.#given.has(channel));
  }

  /** @param wanted the names in `notify-by` */
  offered(wanted: string): readonly Channel[] {
    const names = wanted.split(/[\s,]+/);
    return channels.filter(
      (channel) => names.includes(channel) && this.#offers.has(channel) && !this.#given.has(channel),
    );
  }

  get publicKey(): string {
    return this.#offers.get('push')?.publicKey ?? '';
  }

  /** Whether guests can answer what comes by a channel. Every SMS has a link that ends them, and only some take a STOP. */
  mayReply(channel: Channel): boolean {
    return this.#offers.get(channel)?.mayReply === true;
  }

  /** Turns a channel on. Resolves to whether it is on. @param address asked in the guest's tap */
  async agree(channel: Channel, address: Promise<Address>, words: ConsentWords): Promise<boolean> {
    return this.#change(channel, async () => {
      const found = await address;
      if ('problem' in found) return found.problem;
      const answer = await this.#endpoint.send({ action: 'consent', channel, ...found, ...words, method: 'tracker' });
      if (!answer.isDone) return problemOf(answer);
      this.#given.add(channel);
      return undefined;
    });
  }

  /** Tells the server another address of a channel that is on, in the words of before. Resolves to whether it knows. */
  async renew(channel: Channel, address: PushSubscriptionJSON, words: ConsentWords): Promise<boolean> {
    if (!this.#given.has(channel)) return false;
    return (await this.#endpoint.send({ action: 'consent', channel, address, ...words, method: 'tracker' })).isDone;
  }

  /** Turns a channel off. Resolves to whether it is off. */
  async withdraw(channel: Channel): Promise<boolean> {
    return this.#change(channel, async () => {
      const answer = await this.#endpoint.send({ action: 'withdraw', channel });
      if (!answer.isDone) return problemOf(answer);
      this.#given.delete(channel);
      return undefined;
    });
  }

  /** The order has ended, and the channel with it: the back end knows. */
  end(channel: Channel): void {
    this.#given.delete(channel);
  }

  async #change(channel: Channel, change: () => Promise<LocaleKey | undefined>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = channel;
    this.problem = undefined;
    this.outcome = [];
    this.#changed();
    const text = await change();
    this.busy = undefined;
    this.problem = text && { channel, text };
    this.outcome = text ? [] : this.#outcomeOf(channel);
    this.#changed();
    return text === undefined;
  }

  #outcomeOf(channel: Channel): readonly LocaleKey[] {
    const on = this.#given.has(channel) ? [channel] : this.given;
    return on.length === 0 ? ['reach_stopped'] : on.map((each) => `reach_${each}_on` as const);
  }
}

function problemOf({ code = '' }: NotifyAnswer): LocaleKey {
  return problems[code] ?? 'reach_failed';
}
