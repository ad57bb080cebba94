import type { AlertEnvironment } from './alert-environment.js';

const period = 1000;
/** The messages that flash now, on this page. */
const messages = new Set<string>();

/** Whether this title is the message of an alert that flashes now, not a title of the page. */
export function isFlashing(title: string): boolean {
  return messages.has(title);
}

/** Alternates the page's title with a message while the page is hidden. */
export class TitleFlash {
  readonly #environment: Pick<AlertEnvironment, 'document' | 'clock'>;
  #original = '';
  #message = '';
  #timer: unknown;

  constructor(environment: Pick<AlertEnvironment, 'document' | 'clock'>) {
    this.#environment = environment;
  }

  /** Starts, if the page is hidden; stops by itself once it is shown. */
  start(message: string): void {
    const { document } = this.#environment;
    if (!document.hidden) return;
    this.stop();
    this.#original = document.title;
    this.#message = message;
    messages.add(message);
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#flash();
  }

  /** Stops, and restores the page's title, unless the page has set another one meanwhile. */
  stop(): void {
    const { document, clock } = this.#environment;
    if (this.#timer === undefined) return;
    clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    messages.delete(this.#message);
    if (document.title === this.#message) document.title = this.#original;
  }

  #flash(): void {
    const { document, clock } = this.#environment;
    if (document.title === this.#message) document.title = this.#original;
    else {
      this.#original = document.title;
      document.title = this.#message;
    }
    this.#timer = clock.setTimeout(() => this.#flash(), period);
  }

  readonly #onVisibility = (): void => {
    if (!this.#environment.document.hidden) this.stop();
  };
}
