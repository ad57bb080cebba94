import { fieldMapCode } from './field-map-code.js';
import type { OrderTrackerOptions } from './options.js';
import { payloadFaultsCode } from './payload-faults-code.js';
import type { ChartSnapshot } from './tracker-snapshot.js';

/** Tells the developer what is wrong with the set-up as it shows in answers and payloads: each fault once. */
export class SetupFaults {
  readonly #options: OrderTrackerOptions;
  readonly #tell: (message: string) => void;
  readonly #told = new Set<string>();
  #fault: object | undefined;

  constructor(options: OrderTrackerOptions, tell: (message: string) => void) {
    this.#options = options;
    this.#tell = tell;
  }

  /** Looks whether the newest answer shows a fault. The words for a payload are loaded first. */
  look({ context: { reads, order } }: ChartSnapshot): void {
    if (reads.failure?.hint) this.#say(reads.failure.hint);
    const fault = order.judged?.fault;
    if (!fault || fault === this.#fault) return;
    this.#fault = fault;
    void this.#explain(fault.payload, reads.failure?.reason);
  }

  async #explain(payload: unknown, reason: string | undefined): Promise<void> {
    const [code] = this.#options.board ? [] : await Promise.all([payloadFaultsCode.load(), fieldMapCode.load()]);
    const message = code ? code.payloadFault(payload, this.#options) : reason;
    if (message !== undefined) this.#say(message);
  }

  #say(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#tell(message);
  }
}

/** Whether the present problem is one that `SetupFaults` tells. */
export function isToldAsFault({ context: { reads, order } }: ChartSnapshot): boolean {
  return reads.failure?.kind === 'unreadable' && Boolean(reads.failure.hint || order.judged?.fault);
}
