import type { KitDatabase } from '../../../demo/supabase/functions/_shared/kit-database.js';
import type { Sender } from '../../../demo/supabase/functions/_shared/notify/sender.js';
import type { SimulatedTime } from './simulated-time.js';

/**
 * When a worker dies: at its n-th step, before that is done or right after it. A step is a call of the database or a vendor; a
 * claim that finds nothing is none.
 */
export interface Death {
  readonly step: number;
  readonly isAfter: boolean;
}

/** The life of one worker. Once it is dead, nothing that it awaits ever comes back. */
export class Life {
  isOver = false;
  readonly #death: Death;
  #steps = 0;

  constructor(death: Death) {
    this.#death = death;
  }

  async step<T>(work: () => Promise<T>): Promise<T> {
    if (this.isOver) return never();
    const isLast = this.#isLastStep();
    if (isLast && !this.#death.isAfter) return this.#end();
    const result = await work();
    if (isLast) return this.#end();
    return this.isOver ? never() : result;
  }

  /** A claim is a step only if something was claimed: then the worker dies with it in its hands. */
  async claim(work: () => Promise<readonly unknown[]>): Promise<readonly unknown[]> {
    if (this.isOver) return never();
    const claimed = await work();
    if (claimed.length > 0 && this.#isLastStep()) return this.#end();
    return this.isOver ? never() : claimed;
  }

  #isLastStep(): boolean {
    this.#steps += 1;
    return this.#steps === this.#death.step;
  }

  #end(): Promise<never> {
    this.isOver = true;
    return never();
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
