import type { OrderStatus } from '../../order/status.js';
import type { LiveRegion } from '../shared/live-region.js';
import { sentences } from '../shared/sentences.js';
import {
  type Drawn,
  type Situation,
  type SpokenHost,
  type Subject,
  spokenPolicy,
  type Waiting,
} from './spoken-policy.js';

type Name = keyof typeof spokenPolicy;

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
  readonly #host: SpokenHost;
  readonly #said = new Map<Name, unknown>(usual);
  /** Since when the connection is fine, or is not, whatever that is called; by the clock that never goes back. */
  #connection = { isFine: true, since: 0 };
  #drawn: Drawn | undefined;
  #repeated: OrderStatus | undefined;
  #freeAt = Number.NEGATIVE_INFINITY;

  constructor(host: SpokenHost) {
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
      if (isFirst) this.#said.set(name, fact);
    }
    for (const { name, fact, text } of this.#changes()) if (text === undefined) this.#said.set(name, fact);
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
      if (fact !== undefined && !subject.outlivesRing?.(fact)) this.#said.set(name, fact);
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
      this.#said.set(name, fact);
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
      const isSame = before !== undefined && (subject.isSame?.(before, fact) ?? before === fact);
      if (isSame) return [];
      const text = subject.say(before, fact, situation);
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
