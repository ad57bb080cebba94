import { alertsCode } from '../alerts-code.js';

const separator = ' · ';
/** So often it is written again for one sign: a page that insists on its own title has its way. */
const mostRewrites = 30;

/**
 * Puts a few words before the page's own title. The page may change its title at any time, and an alert may flash in its
 * place: the page's own is kept apart, and an alert is left alone.
 */
export class TabTitle {
  readonly #document: Document;
  readonly #watch: MutationObserver;
  #sign: string | undefined;
  #rewrites = 0;
  /** The page's own title. */
  #own = '';
  /** What was written last, and what an alert may have kept to write it again. */
  readonly #written = new Set<string>();

  constructor(document: Document) {
    this.#document = document;
    this.#watch = new MutationObserver(() => {
      this.#rewrites += 1;
      if (this.#rewrites > mostRewrites) this.#watch.disconnect();
      else this.#write();
    });
  }

  /** Shows these words before the title; `undefined`: the page's own title alone. */
  show(sign: string | undefined): void {
    if (sign === this.#sign) return;
    const before = this.#sign;
    this.#sign = sign;
    if (before === undefined || this.#rewrites > mostRewrites) this.#watch.observe(this.#document.head, watched);
    this.#rewrites = 0;
    this.#write();
    if (sign !== undefined) return;
    // An alert that flashes writes back what it has found: it is watched until it has ended.
    if (!isFlashing(this.#document.title)) this.#watch.disconnect();
  }

  #write(): void {
    const { title } = this.#document;
    if (isFlashing(title)) return;
    if (!this.#written.has(title)) this.#own = title;
    const next = this.#sign === undefined ? this.#own : this.#sign + (this.#own && separator) + this.#own;
    if (next !== title) this.#document.title = next;
    if (this.#sign === undefined) this.#watch.disconnect();
    else this.#written.add(next);
  }
}

const watched = { childList: true, subtree: true, characterData: true };

/** Whether this is the message of an alert, not a title of the page. */
function isFlashing(title: string): boolean {
  return alertsCode.code?.isFlashing(title) ?? false;
}
