import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerError } from '../../tracker/types.js';
import { attributeOf, type ElementOptionRow } from './element-option.js';

/** What the check needs of the element. */
export interface WordCheckHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  report(error: TrackerError): void;
}

/**
 * Tells developers, once for each mistake, that an attribute holds none of the words that it can hold, or no number. The
 * element goes on with what it takes instead.
 */
export class WordCheck implements ReactiveController {
  readonly #host: WordCheckHost;
  readonly #rows: readonly (readonly [name: string, row: ElementOptionRow])[];
  readonly #told = new Set<string>();

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
      if (message === undefined || this.#told.has(message)) continue;
      this.#told.add(message);
      this.#host.report({ code: 'config', message, recoverable: true });
    }
  }
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
