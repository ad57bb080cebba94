/** Milliseconds from a failure until the next try: those that need the code may ask many times a second. */
const pause = 5_000;

/**
 * Code that is loaded when it is needed, once for a page. Loading may fail: the device is offline, a policy forbids it, a
 * newer version has replaced the file. Callers must work without the code, and call `load` again when they next need it.
 */
export class CodePart<Code> {
  readonly #import: () => Promise<Code>;
  #code: Code | undefined;
  #loading: Promise<Code | undefined> | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;

  /** @param load imports it; browsers themselves write to the console why an import failed */
  constructor(load: () => Promise<Code>) {
    this.#import = load;
  }

  /** The code; `undefined` while it is not there. */
  get code(): Code | undefined {
    return this.#code;
  }

  /** Loads it, unless it is there. Never rejects: resolves to `undefined` where it cannot be had now. */
  load(): Promise<Code | undefined> {
    if (performance.now() - this.#failedAt < pause) return Promise.resolve(undefined);
    this.#loading ??= this.#import().then(
      (code) => {
        this.#code = code;
        return code;
      },
      () => {
        this.#failedAt = performance.now();
        this.#loading = undefined;
        return undefined;
      },
    );
    return this.#loading;
  }
}
