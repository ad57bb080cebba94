import type { KitDatabase } from '../../../demo/supabase/functions/_shared/kit-database.js';
import type { Sender } from '../../../demo/supabase/functions/_shared/notify/sender.js';
import type { SimulatedTime } from './simulated-time.js';

/**
 * When a worker dies or stalls: at its n-th step, before that is done or right after it. A step is a call of the database or a
 * vendor; a claim that finds nothing is none.
 */
export interface Fate {
  readonly step: number;
  readonly isAfter: boolean;
  /** It does not die, but goes on after so many seconds, as a process that was suspended: perhaps after its lease. */
  readonly stalls: number | undefined;
}

/** The life of one worker. Once it is dead, nothing that it awaits ever comes back. */
export class Life {
  isOver = false;
  readonly #nextFate: () => Fate;
  readonly #time: SimulatedTime;
  #fate: Fate;
  #steps = 0;

  constructor(nextFate: () => Fate, time: SimulatedTime) {
    this.#nextFate = nextFate;
    this.#time = time;
    this.#fate = nextFate();
  }

  async step<T>(work: () => Promise<T>): Promise<T> {
    if (this.isOver) return never();
    const fate = this.#fateOfStep();
    if (fate && !fate.isAfter) await this.#meet(fate);
    const result = await work();
    if (fate?.isAfter) await this.#meet(fate);
    return this.isOver ? never() : result;
  }

  /** A claim is a step only if something was claimed: then the worker dies with it in its hands. */
  async claim(work: () => Promise<readonly unknown[]>): Promise<readonly unknown[]> {
    if (this.isOver) return never();
    const claimed = await work();
    const fate = claimed.length > 0 ? this.#fateOfStep() : undefined;
    // One message stalls, and not the whole worker: two that sleep at once tell nobody in time.
    if (fate?.stalls !== undefined) this.#await({ ...fate, step: 1, isAfter: false });
    else if (fate) await this.#meet(fate);
    return this.isOver ? never() : claimed;
  }

  #fateOfStep(): Fate | undefined {
    this.#steps += 1;
    return this.#steps === this.#fate.step ? this.#fate : undefined;
  }

  #await(fate: Fate): void {
    this.#steps = 0;
    this.#fate = fate;
  }

  /** After a stall the life goes on to its next fate. */
  async #meet({ stalls }: Fate): Promise<void> {
    if (stalls === undefined) {
      this.isOver = true;
      return never();
    }
    this.#await(this.#nextFate());
    await new Promise<void>((resolve) => this.#time.after(stalls, resolve));
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

export function mortalDatabase(database: KitDatabase, life: Life, time: SimulatedTime): KitDatabase {
  const call: KitDatabase['call'] = (name, args) => {
    const work = () => time.during(() => database.call(name, args));
    return name === 'claim_deliveries' ? life.claim(work) : life.step(work);
  };
  return { call, callAs: (_token, name, args) => call(name, args) };
}

export function mortalSender(sender: Sender, life: Life): Sender {
  return {
    channel: sender.channel,
    name: sender.name,
    isIdempotent: sender.isIdempotent,
    costOf: (message) => sender.costOf(message),
    send: (message, signal) => life.step(() => sender.send(message, signal)),
  };
}
