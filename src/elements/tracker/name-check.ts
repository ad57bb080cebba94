import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { english } from '../../locales/registry.js';
import type { TrackerError } from '../../tracker/types.js';
import { pageFaultsCode } from '../shared/page-faults-code.js';
import { languageAround } from '../shared/page-language.js';
import type { Wording } from '../shared/wording.js';

/** What the check needs of the element. */
export interface NameCheckHost extends ReactiveControllerHost, HTMLElement {
  readonly words: Wording;
  report(error: TrackerError): void;
}

type Naming = NonNullable<Awaited<ReturnType<typeof pageFaultsCode.load>>>;

/**
 * Tells developers, once for each mistake, that a script has set a property which seems to be misspelt, and that English
 * is shown because the page names a language that is none. What names the mistake is loaded only where there seems to be
 * one.
 */
export class NameCheck implements ReactiveController {
  readonly #host: NameCheckHost;
  readonly #seen = new Set<string>();

  constructor(host: NameCheckHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const host = this.#host;
    if (!host.isConnected) return;
    for (const name of Object.keys(host))
      if (seemsSetByPage.test(name)) this.#look(name, (code) => code.propertyFaults(host, name));
    const { areSettled, lang } = host.words;
    const language = areSettled && lang === english.code && languageAround(host);
    if (language && !this.#seen.has(`lang ${language}`) && isUnknown(language))
      this.#look(`lang ${language}`, (code) => code.languageFaults(language));
  }

  #look(what: string, find: (code: Naming) => readonly string[]): void {
    if (this.#seen.has(what)) return;
    this.#seen.add(what);
    void this.#tell(find);
  }

  async #tell(find: (code: Naming) => readonly string[]): Promise<void> {
    const code = await pageFaultsCode.load();
    for (const message of (code && find(code)) ?? []) this.#host.report({ code: 'config', message, recoverable: true });
  }
}

/** Not what the element and Lit keep at it, nor what frameworks do: their names begin with signs, or are very short. */
const seemsSetByPage =
  /^(?!(?:isUpdatePending|hasUpdated|enableUpdating|render(?:Options|Root)|words|tracking|report)$)[a-z][A-Za-z]{3,}$/;

/** Whether a tag's language is none that the browser has heard of. */
function isUnknown(tag: string): boolean {
  const language = tag.replace(/[-_].*/, '');
  try {
    return !new Intl.DisplayNames(english.code, { type: 'language', fallback: 'none' }).of(language);
  } catch {
    return true;
  }
}
