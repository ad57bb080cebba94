/** Work that goes on after its answer, such as reading an order back: a server that closes waits for it. */
export class UnderWay {
  readonly #works = new Set<Promise<void>>();

  /** The work must not reject. */
  readonly add = (work: Promise<void>): void => {
    this.#works.add(work);
    void work.then(() => this.#works.delete(work));
  };

  /** Resolves once nothing is under way; what comes meanwhile counts as well. */
  async settled(): Promise<void> {
    while (this.#works.size > 0) await Promise.all(this.#works);
  }
}
