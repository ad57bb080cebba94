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

  /** Looks whether the newest payload shows a fault. The words for an answer that does not fit are loaded first. */
  look({ context: { reads, order } }: ChartSnapshot): void {
    if (reads.failure?.hint) this.#say(reads.failure.hint);
    const fault = order.judged?.fault;
    if (!fault || fault === this.#fault) return;
    this.#fault = fault;
    if (fault.unread) this.#say(...unreadValues(fault.unread));
    if (fault.answer) void this.#explain(fault.answer.payload, reads.failure?.reason);
  }

  async #explain(payload: unknown, reason: string | undefined): Promise<void> {
    const [code] = this.#options.board ? [] : await Promise.all([payloadFaultsCode.load(), fieldMapCode.load()]);
    const message = code ? code.payloadFault(payload, this.#options) : reason;
    if (message !== undefined) this.#say(message);
  }

  #say(message: string, key = message): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#tell(message);
  }
}

/** A message about values that cannot be used, and a key: each field is told once, whatever its next value. */
function unreadValues(unread: Readonly<Record<string, unknown>>): [message: string, key: string] {
  const names = Object.keys(unread);
  const shown = (value: unknown) => (typeof value === 'object' ? 'an object' : `"${String(value).slice(0, 60)}"`);
  const values = names.map((name) => `${name} (${shown(unread[name])})`);
  const expected = 'A time needs a zone, such as "Z" or "+02:00"; total_minor is a whole number, or needs a scale.';
  return [`Values that cannot be used, and are not: ${values.join(', ')}. ${expected}`, names.join()];
}

/** Whether the present problem is one that `SetupFaults` tells. */
export function isToldAsFault({ context: { reads, order } }: ChartSnapshot): boolean {
  return reads.failure?.kind === 'unreadable' && Boolean(reads.failure.hint || order.judged?.fault?.answer);
}
