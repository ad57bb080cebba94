import type { OrderStatus } from '../../order/status.js';
import type { LiveRegion } from '../shared/live-region.js';
import { sentences } from '../shared/sentences.js';
import { noteSaid, saidAfter, turnOfPage } from './said-on-page.js';
import {
  type Drawn,
  type Situation,
  type SpokenHost,
  type Subject,
  spokenPolicy,
  type Waiting,
} from './spoken-policy.js';

type Name = keyof typeof spokenPolicy;

/** What the news need of the element. */
export interface SpokenNewsHost extends SpokenHost, HTMLElement {
  /** Where the order is kept: another back end may have one of the same id. */
  readonly backEnd: string;
}

const subjects = Object.entries(spokenPolicy) as [Name, Subject<unknown>][];
/** The shortest time from one message to the next polite one, in milliseconds. */
const pause = 3000;
/** A working connection counts as announced from the start. */
const usual = [['connection', 'fine']] as const;

/**
 * What is still to be said of one order. It compares what is true with what was said: so nothing is said twice, nothing
 * that is no longer true when its turn comes, and nothing that went and came back meanwhile.
 */
export class SpokenNews {
  readonly #host: SpokenNewsHost;
  readonly #said = new Map<Name, unknown>(usual);
  /** When each was said, or was no news, in turns of the page. */
  readonly #turns = new Map<Name, number>();
  readonly #firstTurn = turnOfPage();
  /** Since when the connection is fine, or is not, whatever that is called; by the clock that never goes back. */
  #connection = { isFine: true, since: 0 };
  #drawn: Drawn | undefined;
  #repeated: OrderStatus | undefined;
  #freeAt = Number.NEGATIVE_INFINITY;

  constructor(host: SpokenNewsHost) {
    this.#host = host;
    this.#connection.since = host.clock.monotone();
  }

  hear(drawn: Drawn): void {
    this.#drawn = drawn;
    const { order, orderStatus } = drawn.snapshot;
    if (orderStatus !== this.#repeated) this.#repeated = undefined;
    const situation = this.#situation(drawn);
    const isFine = spokenPolicy.connection.fact(situation) === 'fine';
    if (isFine !== this.#connection.isFine) this.#connection = { isFine, since: this.#host.clock.monotone() };
    for (const [name, subject] of subjects) {
      const fact = subject.fact(situation);
      // What stands there when the order is first drawn is no news, not even a status that only a clock has set.
      const isFirst = !this.#said.has(name) && (fact !== undefined || (name === 'status' && order !== undefined));
      if (isFirst) this.#count(name, fact);
    }
    for (const { name, fact, text } of this.#changes()) if (text === undefined) this.#count(name, fact);
  }

  /** Has this status said: an alert announced it before. */
  repeat(status: OrderStatus): void {
    this.#repeated = status;
  }

  /** Takes what an urgent announcement has outdated as said; what it has not waits its turn. */
  settle(): void {
    this.#wait();
    const situation = this.#drawn && this.#situation(this.#drawn);
    if (!situation) return;
    for (const [name, subject] of subjects) {
      const fact = subject.fact(situation);
      if (fact !== undefined && !subject.outlivesRing?.(fact)) this.#note(name, fact);
    }
  }

  /** Has the region say what waits, if it may be said now. Returns the milliseconds until it may be; `Infinity`: nothing waits. */
  takeTurn(region: LiveRegion, others: Waiting): number {
    // Words that are still being loaded: the region says it once they are there.
    if (region.isWaiting) return Number.POSITIVE_INFINITY;
    const due = others.size ? 0 : this.#dueIn;
    const wait = Math.max(due, this.#freeAt - this.#host.clock.monotone());
    if (wait > 0) return due === Number.POSITIVE_INFINITY ? due : wait;
    region.say(() => {
      const texts = [...this.#take(), ...[...others.values()].flatMap((message) => message() ?? [])];
      others.clear();
      if (texts.length) this.#wait();
      return sentences(texts);
    });
    return this.#dueIn;
  }

  /** Counts it as said. */
  #count(name: Name, fact: unknown): void {
    this.#said.set(name, fact);
    this.#turns.set(name, turnOfPage());
  }

  /** The same, and other trackers of the page need not say it. */
  #note(name: Name, fact: unknown): void {
    noteSaid(this.#order, name, fact, this.#host);
    this.#count(name, fact);
  }

  /** What another tracker of the page has said of the same order meanwhile. */
  #saidElsewhere(name: Name): unknown {
    return saidAfter(this.#turns.get(name) ?? this.#firstTurn, this.#order, name);
  }

  get #order(): string {
    return `${this.#host.backEnd}\n${this.#drawn?.snapshot.orderId}`;
  }

  #wait(): void {
    this.#freeAt = this.#host.clock.monotone() + pause;
  }

  get #dueIn(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.#changes().map(({ wait }) => wait));
  }

  /** What is to be said now. From then on it counts as said. */
  #take(): readonly string[] {
    const changes = this.#changes();
    // News of the order are themselves a proof that the connection is back.
    const isBack = changes.some(({ name, wait }) => name !== 'connection' && wait === 0);
    return changes.flatMap(({ name, fact, text, wait }) => {
      if (wait > 0 && !(isBack && fact === 'fine')) return [];
      if (text === undefined) this.#count(name, fact);
      else this.#note(name, fact);
      return text ?? [];
    });
  }

  #changes(): readonly Change[] {
    const situation = this.#drawn && this.#situation(this.#drawn);
    if (!situation) return [];
    return subjects.flatMap(([name, subject]) => {
      const fact = subject.fact(situation);
      if (fact === undefined || !subject.isProven(situation) || subject.isLeftToAlert?.(fact, situation)) return [];
      const before = this.#said.get(name);
      const isSame = (other: unknown) => other !== undefined && (subject.isSame?.(other, fact) ?? other === fact);
      if (isSame(before)) return [];
      const text = isSame(this.#saidElsewhere(name)) ? undefined : subject.say(before, fact, situation);
      return { name, fact, text, wait: this.#waitFor(subject.patience?.(fact) ?? 0) };
    });
  }

  #waitFor(patience: number): number {
    return patience && Math.max(0, this.#connection.since + patience - this.#host.clock.monotone());
  }

  #situation(drawn: Drawn): Situation {
    const { words, fulfilment } = this.#host;
    const saidStatus = this.#said.get('status') as OrderStatus | undefined;
    return { ...drawn, words, fulfilment, saidStatus, repeated: this.#repeated };
  }
}

interface Change {
  readonly name: Name;
  readonly fact: unknown;
  readonly text: string | undefined;
  readonly wait: number;
}
