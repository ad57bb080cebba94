import { browserEnvironment } from '../../../environment/browser-environment.js';
import type { GuestActionsHost } from './guest-actions-host.js';
import { GuestRecord, type RecordedFacts } from './guest-record.js';
import type { Answer, MessageName, Share } from './offered-actions.js';

/** What was said and done on this page about the order that is followed. */
export interface PageFacts {
  readonly key: string;
  isRatingAnnounced?: boolean;
  isThanked?: boolean;
  /** What became of the last question. */
  answer?: Answer;
  /** When the kitchen gave the answer that is no news, in milliseconds since 1970; 0: there was none. */
  repliedAt?: number;
  /** What became of each message. */
  readonly told: Partial<Record<MessageName, { readonly at: number; readonly answer: Answer }>>;
  /** Whether developers were told that there is no link to share. */
  isShareRefused?: boolean;
  shared?: Share & { readonly until: number };
}

type FactsHost = Pick<GuestActionsHost, 'backEnd' | 'clock' | 'environment' | 'snapshot'>;

/** What is known of the guest of the order that is followed: on this page, and on this device. */
export class GuestFacts {
  readonly #host: FactsHost;
  #record: GuestRecord | undefined;
  #page: PageFacts = { key: '', told: {} };

  constructor(host: FactsHost) {
    this.#host = host;
  }

  /** The facts of this page; empty as soon as another order is followed. */
  get page(): PageFacts {
    if (this.#page.key !== this.#key) this.#page = { key: this.#key, told: {} };
    return this.#page;
  }

  /** What the device has kept. */
  get recorded(): RecordedFacts {
    return this.#guestRecord.read(this.#key);
  }

  /**
   * Keeps something on the device.
   *
   * @param key of which order, where that may have changed meanwhile: the key of its page facts
   */
  note(facts: RecordedFacts, key = this.#key): void {
    this.#guestRecord.add(key, facts, this.#host.clock.wall());
  }

  get #key(): string {
    return `${this.#host.backEnd}\n${this.#host.snapshot.orderId}`;
  }

  get #guestRecord(): GuestRecord {
    this.#record ??= new GuestRecord(browserEnvironment(this.#host.environment).storage);
    return this.#record;
  }
}

const minute = 60_000;

/** A year, in minutes: more is a mistake. */
const mostMinutes = 525_600;

/** An attribute's minutes in milliseconds; `usual` where it is not a number of minutes up to a year. */
export function minutes(value: number, usual: number): number {
  return (value >= 0 && value <= mostMinutes ? value : usual) * minute;
}
