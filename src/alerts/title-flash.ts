import type { AlertEnvironment } from './alert-environment.js';

const period = 1000;

/** Lets the page's title alternate with a message while nobody looks at the page. */
export class TitleFlash {
  readonly #environment: Pick<AlertEnvironment, 'document' | 'setTimeout' | 'clearTimeout'>;
  #original = '';
  #message = '';
  #timer: unknown;

  constructor(environment: Pick<AlertEnvironment, 'document' | 'setTimeout' | 'clearTimeout'>) {
    this.#environment = environment;
  }

  /** Begins, unless the page is in view; ends by itself once it is. */
  start(message: string): void {
    const { document } = this.#environment;
    if (!document.hidden) return;
    this.stop();
    this.#original = document.title;
    this.#message = message;
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#flash();
  }

  /** Ends, and gives the page its title back, unless the page has set another one meanwhile. */
  stop(): void {
    const { document, clearTimeout } = this.#environment;
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    if (document.title === this.#message) document.title = this.#original;
  }

  #flash(): void {
    const { document, setTimeout } = this.#environment;
    if (document.title === this.#message) document.title = this.#original;
    else {
      this.#original = document.title;
      document.title = this.#message;
    }
    this.#timer = setTimeout(() => this.#flash(), period);
  }

  readonly #onVisibility = (): void => {
    if (!this.#environment.document.hidden) this.stop();
  };
}
