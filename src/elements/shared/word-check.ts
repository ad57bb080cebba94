import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { english } from '../../locales/registry.js';
import type { TrackerError } from '../../tracker/types.js';
import { attributeOf, type ElementOptionRow } from './element-option.js';
import type { Given } from './name-page-faults.js';
import { pageFaultsCode } from './page-faults-code.js';

/** What the check needs of the element. */
export interface WordCheckHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  getAttribute(name: string): string | null;
  report(error: TrackerError): void;
}

/**
 * Tells developers, once for each mistake, that an attribute holds none of the words that it can hold, or no number, and
 * what is wrong with the order and the wording that the page gave. The element goes on with what it takes instead.
 */
export class WordCheck implements ReactiveController {
  readonly #host: WordCheckHost;
  readonly #rows: readonly (readonly [name: string, row: ElementOptionRow])[];
  readonly #told = new Set<string>();
  #given: readonly unknown[] = [];

  constructor(host: WordCheckHost, rows: Readonly<Record<string, ElementOptionRow>>) {
    this.#host = host;
    // Words of transports are checked where transports are made.
    this.#rows = Object.entries(rows).filter(
      ([, { use, value }]) => value === 'number' || (use !== 'transport' && hasWords(value)),
    );
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    for (const [name, row] of this.#rows) {
      const message = problemOf(name, row, (this.#host as unknown as Readonly<Record<string, unknown>>)[name]);
      if (message !== undefined) this.#tell(message);
    }
    void this.#checkGiven();
  }

  async #checkGiven(): Promise<void> {
    const { order, labels } = this.#host as Given;
    const [orderBefore, labelsBefore] = this.#given;
    if (order === orderBefore && labels === labelsBefore) return;
    this.#given = [order, labels];
    // Without a brace it is an id: `PageFaults` says that `order-id` is meant.
    const isId = this.#host.getAttribute('order')?.includes('{') === false;
    const given = { order: isId ? undefined : order, labels };
    if (!seemsOdd(given)) return;
    const code = await pageFaultsCode.load();
    for (const message of code?.givenFaults(given) ?? []) this.#tell(message);
  }

  #tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#host.report({ code: 'config', message, recoverable: true });
  }
}

/** Whether there may be a mistake to be named. Guests of a page without one load nothing for it. */
function seemsOdd({ order, labels }: Given): boolean {
  return (
    [order, labels].some((value) => value != null && (typeof value !== 'object' || Array.isArray(value))) ||
    Object.entries(Object(labels)).some(([key, text]) => !(key in english) || typeof text !== 'string')
  );
}

function hasWords(value: ElementOptionRow['value']): boolean {
  return Array.isArray(value) || value === 'link' || value === 'sound';
}

function problemOf(name: string, row: ElementOptionRow, value: unknown): string | undefined {
  const { value: allowed } = row;
  if (Number.isNaN(value)) {
    const attribute = attributeOf(name, row);
    return `${attribute} is no number. Write it without a unit, such as ${attribute}="10".`;
  }
  if (typeof value !== 'string') return undefined;
  const given = `${attributeOf(name, row)}="${value.slice(0, 40)}"`;
  if (Array.isArray(allowed)) {
    return allowed.includes(value) ? undefined : `${given} is not known. It can be: ${allowed.join(', ')}.`;
  }
  if (/^(?:on|off)$|[/.:]/.test(value)) return undefined;
  return `${given} is not known. It can be: on, off, or an address such as https://… or ./${value || 'file'}.`;
}
