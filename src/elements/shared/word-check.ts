import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { english } from '../../locales/registry.js';
import type { TrackerError } from '../../tracker/types.js';
import type { CheckedRow } from './element-option.js';
import { pageFaultsCode } from './page-faults-code.js';

/** What the check needs of the element. */
export interface WordCheckHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  report(error: TrackerError): void;
}

/**
 * Tells developers, once for each mistake, that an attribute or property holds nothing that it can hold: another word, no
 * number, a function in place of a text, a wording under no name. The element goes on with what it takes instead. The
 * code that names the mistake is loaded only where there seems to be one.
 */
export class WordCheck implements ReactiveController {
  readonly #host: WordCheckHost;
  readonly #rows: readonly (readonly [string, CheckedRow])[];
  readonly #told = new Set<string>();

  constructor(host: WordCheckHost, rows: readonly (readonly [name: string, row: CheckedRow])[]) {
    this.#host = host;
    this.#rows = rows;
    host.addController(this);
  }

  hostUpdated(): void {
    const host = this.#host;
    if (!host.isConnected) return;
    const values = host as unknown as Readonly<Record<string, unknown>>;
    for (const [name, row] of this.#rows)
      if (seemsOdd(name, row, values[name])) void this.#tell(name, row, values[name]);
  }

  async #tell(name: string, row: CheckedRow, value: unknown): Promise<void> {
    const code = await pageFaultsCode.load();
    for (const message of code?.valueFaults(name, row, value) ?? []) {
      if (this.#told.has(message)) continue;
      this.#told.add(message);
      this.#host.report({ code: 'config', message, recoverable: true });
    }
  }
}

/** Of most numbers: up to a day. */
const minutes = [0, 1_440] as const;

function seemsOdd(name: string, { value: kind, range = minutes, words }: CheckedRow, value: unknown): boolean {
  if (value == null) return false;
  if (name === 'labels') {
    const isWording = ([key, text]: [string, unknown]) => key in english && typeof text === 'string';
    return typeof value !== 'object' || !Object.entries(value).every(isWording);
  }
  if (kind === 'number') return !(Number(value) >= range[0] && Number(value) <= range[1]);
  if (Array.isArray(kind)) return !kind.includes(value);
  const isText = typeof value === 'string';
  // What else a link is made of is told where it is drawn.
  if (kind === 'link' || kind === 'sound') return isText ? !/^(?:on|off)$|[/.:]/.test(value) : kind === 'sound';
  return !isText || Boolean(words && value.split(/[\s,]+/).some((word) => word && !words.includes(word)));
}
