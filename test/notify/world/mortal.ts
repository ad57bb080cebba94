import type { KitDatabase } from '../../../demo/supabase/functions/_shared/kit-database.js';
import type { Sender } from '../../../demo/supabase/functions/_shared/notify/sender.js';
import type { SimulatedTime } from './simulated-time.js';

/** When a worker dies: at its n-th step, before that is done or right after it. A step is a call of the database or a vendor. */
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
    this.#steps += 1;
    if (this.#steps === this.#death.step && !this.#death.isAfter) return this.#end();
    const dies = this.#steps === this.#death.step;
    const result = await work();
    if (dies) return this.#end();
    return this.isOver ? never() : result;
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
  const call: KitDatabase['call'] = (name, args) => life.step(() => time.during(() => database.call(name, args)));
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
