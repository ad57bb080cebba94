import type { ReactiveController } from 'lit';
import { attributeNamesOf, type FaultyHost, isOfEveryElement } from './own-attributes.js';
import { pageFaultsCode } from './page-faults-code.js';
import { slotNames } from './slot-names.js';

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
    const known = attributeNamesOf(host);
    // Such as `data-order-id` or `:order-id`, where order-id is not there.
    const hasMissing = (name: string) =>
      known.some((other) => /-/.test(other) && name.includes(other) && !host.hasAttribute(other));
    const isOdd =
      [...host.attributes].some(
        ({ name, value }) =>
          oddValue.test(value) ||
          (name === 'order' && value < '{') ||
          (!known.includes(name) && (!isOfEveryElement(name) || hasMissing(name))),
      ) ||
      [...host.children].some((child) =>
        child.slot ? !slotNames.includes(child.slot) : !child.matches('script[type="application/json"]'),
      );
    if (isOdd) (await pageFaultsCode.load())?.lookAt(host);
  }
}
