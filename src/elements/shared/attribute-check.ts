import type { ReactiveController } from 'lit';
import type { TrackerError } from '../../tracker/types.js';
import { isOdd, type JsonAttribute, jsonAttributes, shortFault } from './json-attributes.js';
import type { FaultyHost } from './own-attributes.js';
import { pageFaultsCode } from './page-faults-code.js';

/** What the check needs of the element. */
export interface AttributeHost extends FaultyHost, Readonly<Record<JsonAttribute, unknown>> {}

/**
 * Checks the attributes that hold JSON, and whether a tag has content that is not for it. Text that is not JSON stays text;
 * then nothing is followed. The code that says what is wrong is loaded only where something is.
 */
export class AttributeCheck implements ReactiveController {
  readonly #host: AttributeHost;
  #error: TrackerError | undefined;
  #reported: TrackerError | undefined;

  constructor(host: AttributeHost) {
    this.#host = host;
    host.addController(this);
  }

  /** What is wrong with an attribute, in short until the words are loaded; the same object while the same is wrong. */
  get error(): TrackerError | undefined {
    const host = this.#host;
    const name = jsonAttributes.find((one) => isOdd(one, host[one]));
    const message = name && (pageFaultsCode.code?.jsonFault(name, host[name]) ?? shortFault(name));
    if (message !== this.#error?.message)
      this.#error = message ? { code: 'config', message, recoverable: false } : undefined;
    return this.#error;
  }

  hostConnected(): void {
    const host = this.#host;
    // What was to follow a tag that is not closed is in it, and is not seen: that is not for idle time.
    if (host.querySelector(':scope>:not([slot],script)')) void pageFaultsCode.load().then((code) => code?.lookAt(host));
  }

  hostUpdate(): void {
    if (this.error && !pageFaultsCode.code) void pageFaultsCode.load().then(() => this.#report());
    else this.#report();
  }

  #report(): void {
    const { error } = this;
    if (!this.#host.isConnected || error === this.#reported) return;
    this.#reported = error;
    if (error) this.#host.report(error);
  }
}
