/** How long a message stays at least, in milliseconds. */
export const shownFor = 15_000;

/** What staff are told about presses that were not taken. A message goes away by itself, but only when it may. */
export class PassingMessages {
  readonly #changed: () => void;
  readonly #mayPass: () => boolean;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(changed: () => void, mayPass: () => boolean) {
    this.#changed = changed;
    this.#mayPass = mayPass;
  }

  /** The oldest first. */
  get texts(): readonly string[] {
    return [...this.#timers.keys()];
  }

  /** Shows the message, or shows it for its full time again. */
  add(text: string): void {
    this.#forget(text);
    this.#keep(text);
    this.#changed();
  }

  dismiss(text: string): void {
    this.#forget(text);
    this.#changed();
  }

  clear(): void {
    for (const text of this.texts) this.#forget(text);
  }

  #keep(text: string): void {
    const pass = () => (this.#mayPass() ? this.dismiss(text) : this.#keep(text));
    this.#timers.set(text, setTimeout(pass, shownFor));
  }

  #forget(text: string): void {
    clearTimeout(this.#timers.get(text));
    this.#timers.delete(text);
  }
}
