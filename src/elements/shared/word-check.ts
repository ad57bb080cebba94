import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { english } from '../../locales/registry.js';
import type { TrackerError } from '../../tracker/types.js';
import type { CheckedRow } from './checked-rows.js';
import { pageFaultsCode } from './page-faults-code.js';
import { languageAround } from './page-language.js';
import type { Wording } from './wording.js';

/** What the check needs of the element. */
export interface WordCheckHost extends ReactiveControllerHost, HTMLElement {
  readonly words: Wording;
  report(error: TrackerError): void;
}

type Naming = NonNullable<Awaited<ReturnType<typeof pageFaultsCode.load>>>;

/**
 * Tells developers, once for each mistake, that an attribute or property holds nothing that it can hold: another word, no
 * number, a function in place of a text, a wording under no name; that a script has set a property which seems to be
 * misspelt; and that English is shown because the page names a language that is none. The element goes on with what it
 * takes instead. The code that names the mistake is loaded only where there seems to be one.
 */
export class WordCheck implements ReactiveController {
  readonly #host: WordCheckHost;
  readonly #rows: readonly (readonly [string, CheckedRow])[];
  /** What was told, and the names of what was looked at. */
  readonly #told = new Set<string>();
  #language: string | null | undefined;

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
      if (seemsOdd(name, row, values[name])) void this.#tell((code) => code.valueFaults(name, row, values[name]));
    for (const name of Object.keys(host)) {
      if (!seemsSetByPage.test(name) || this.#told.has(name)) continue;
      this.#told.add(name);
      void this.#tell((code) => code.propertyFaults(host, name));
    }
    const { areSettled, lang } = host.words;
    const language = areSettled && lang === english.code ? languageAround(host) : null;
    if (language !== this.#language && language && isUnknown(language))
      void this.#tell((code) => code.languageFaults(language));
    this.#language = language;
  }

  async #tell(find: (code: Naming) => readonly string[]): Promise<void> {
    const code = await pageFaultsCode.load();
    for (const message of (code && find(code)) ?? []) {
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
  return !isText || (words !== undefined && value.split(/[\s,]+/).some((word) => word && !words.includes(word)));
}

/** Not what the element and Lit keep at it, nor what frameworks do: their names begin with signs, or are very short. */
const seemsSetByPage =
  /^(?!(?:isUpdatePending|hasUpdated|enableUpdating|render(?:Options|Root)|words|tracking|report|builder)$)[a-z][A-Za-z]{3,}$/;

/** Whether a tag's language is none that the browser has heard of. */
function isUnknown(tag: string): boolean {
  const language = tag.replace(/[-_].*/, '');
  try {
    return !new Intl.DisplayNames(english.code, { type: 'language', fallback: 'none' }).of(language);
  } catch {
    return true;
  }
}
