import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerError } from '../../tracker/types.js';
import { pageFaultsCode } from './page-faults-code.js';
import { slotNames } from './slot-names.js';

/** What the check needs of the element. */
export interface FaultyHost extends ReactiveControllerHost, HTMLElement {
  report(error: TrackerError): void;
}

/** Attributes that are no property: those of any element, what ours reflects, and those of frameworks. */
const ofAnyElement =
  /^(class|tabindex|is|key|ref|status|connection|(data|aria|item|state|hx|v|x|ng|_ng|wire|up|unpoly)\b.*|.*[:@.*[(].*)$/;
/** A value that nobody has filled in, or whose quotes an editor has changed. */
const oddValue = /^(\[object|undefined|null|NaN|[“”„″])|{{|<%|\${/;

/**
 * Looks once whether the page's markup has a mistake that is easily made. Only what looks odd loads the code that names
 * it: guests of a page without mistakes load nothing.
 */
export class PageFaults implements ReactiveController {
  readonly #host: FaultyHost;
  #isChecked = false;

  constructor(host: FaultyHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#isChecked) return;
    this.#isChecked = true;
    // A task later: scripts set attributes after they have put the element into the page.
    const check = () => setTimeout(() => void this.#check());
    // Until then the tag may not be closed yet.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', check, { once: true });
    else check();
  }

  async #check(): Promise<void> {
    const host = this.#host;
    if (!host.isConnected) return;
    const known = (host.constructor as typeof HTMLElement & { readonly attributeNames: readonly string[] })
      .attributeNames;
    const isOfAnyElement = (name: string) => name in HTMLElement.prototype || ofAnyElement.test(name);
    // Such as `data-order-id` or `:order-id`, where order-id is not there.
    const hasMissing = (name: string) =>
      known.some((other) => /-/.test(other) && name.includes(other) && !host.hasAttribute(other));
    const isOdd =
      [...host.attributes].some(
        ({ name, value }) =>
          oddValue.test(value) ||
          (name === 'order' && value < '{') ||
          (!known.includes(name) && (!isOfAnyElement(name) || hasMissing(name))),
      ) ||
      [...host.children].some((child) =>
        child.slot ? !slotNames.includes(child.slot) : !child.matches('script[type="application/json"]'),
      );
    const code = isOdd && (await pageFaultsCode.load());
    if (!code) return;
    for (const message of await code.faultsOf(host, known, isOfAnyElement))
      host.report({ code: 'config', message, recoverable: true });
  }
}
