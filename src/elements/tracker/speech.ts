import type { OrderStatus } from '../../order/status.js';
import { LiveRegion, type LiveRegionHost, type Message } from '../shared/live-region.js';
import { alertsCode } from './alerts-code.js';
import type { SpokenNews, SpokenNewsHost } from './spoken-news.js';
import type { Drawn, Waiting } from './spoken-policy.js';

/** What the speech needs of the element. */
export type SpeechHost = LiveRegionHost & SpokenNewsHost;

/**
 * What screen readers say of an element: that the order is ready or has ended at once, everything else in its turn. What
 * is said of the order and its connection stands in the table of spoken-policy.ts.
 */
export class Speech {
  readonly #host: SpeechHost;
  readonly #polite: LiveRegion;
  readonly #assertive: LiveRegion;
  readonly #waiting: Waiting = new Map();
  /** What was drawn first of this order, for the news: their code comes later. */
  #first: Drawn | undefined;
  #news: SpokenNews | undefined;

  constructor(host: SpeechHost) {
    const find = (role: string) => () => host.shadowRoot?.querySelector<HTMLElement>(`[role=${role}]`) ?? null;
    this.#host = host;
    this.#polite = new LiveRegion(host, find('status'));
    this.#assertive = new LiveRegion(host, find('alert'));
  }

  /** Hears what is drawn, and remembers what of it is to be said. */
  hear(drawn: Drawn): void {
    if (drawn.snapshot.order) this.#first ??= drawn;
    const { code } = alertsCode;
    if (!this.#news && code) {
      this.#news = new code.SpokenNews(this.#host);
      if (this.#first) this.#news.hear(this.#first);
    }
    this.#news?.hear(drawn);
  }

  /**
   * Has this said when its turn comes, in place of what still waits of the same subject.
   *
   * @param message asked for then; `undefined` if it is no longer true
   */
  say(subject: string, message: () => string | undefined): void {
    this.#waiting.set(subject, message);
    this.#host.requestUpdate();
  }

  /** Says at once that the order is ready or has ended. What else waits to be said of the order is then outdated. */
  ring(message: Message): void {
    this.#news?.settle();
    this.#polite.hush();
    this.#assertive.say(message);
  }

  /** Has this status said in its turn: an alert announced it before, here or in another tab. */
  repeat(status: OrderStatus): void {
    this.#news?.repeat(status);
    this.#host.requestUpdate();
  }

  hushRing(): void {
    this.#assertive.hush();
  }

  /** Forgets the order before, and all that was to be said of it. */
  startOver(): void {
    this.#first = undefined;
    this.#news = undefined;
    this.#waiting.clear();
    this.#polite.hush();
    this.#assertive.hush();
  }

  /** Says what waits, if it may be said now. Returns the milliseconds until it may be; `Infinity`: nothing waits. */
  takeTurn(): number {
    return this.#news?.takeTurn(this.#polite, this.#waiting) ?? Number.POSITIVE_INFINITY;
  }
}
