import type { ElementHandle, Page } from 'puppeteer-core';
import type { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';

/** The playground page. */
export class PlaygroundPage {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, baseUrl: string) {
    this.page = page;
    this.#url = `${baseUrl}/playground`;
  }

  /** @param settings the fragment of a URL with saved settings */
  async open(settings = ''): Promise<void> {
    await this.page.goto(`${this.#url}${settings}`);
    await this.shows({ status: 'preparing', connection: 'connected' });
  }

  /** Opens every group of settings. */
  async openSettings(): Promise<void> {
    await this.page.$$eval('#settings details', (groups) => {
      for (const group of groups) if (group instanceof HTMLDetailsElement) group.open = true;
    });
  }

  async choose(name: string, value: string): Promise<void> {
    await this.page.$eval(`[name="${name}"][value="${value}"]`, (input) => (input as HTMLInputElement).click());
  }

  async write(name: string, text: string): Promise<void> {
    await this.page.$eval(
      `[name="${name}"]`,
      (input, text) => {
        (input as HTMLInputElement).value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      },
      text,
    );
  }

  /** The error message of a field. It must be connected to the field by `aria-describedby`. */
  async problemWith(name: string): Promise<string> {
    return this.page.$eval(`[name="${name}"]`, (input) => {
      const ids = input.getAttribute('aria-invalid') === 'true' ? input.getAttribute('aria-describedby') : '';
      const words = (ids ?? '').split(' ').map((id) => document.getElementById(id));
      return words.find((element) => element?.className === 'field-error')?.textContent ?? '';
    });
  }

  async snippet(): Promise<string> {
    return this.page.$eval('#snippet pre', ({ textContent }) => textContent ?? '');
  }

  /** Jumps to an event of the story in the time machine. */
  async jumpTo(event: string): Promise<void> {
    await this.page.$eval(`[data-chapter="${event}"]`, (button) => (button as HTMLElement).click());
  }

  /** Waits until the element in the preview has these attributes. */
  async shows(attributes: Readonly<Record<string, string>>): Promise<void> {
    const selector = Object.entries(attributes).map(([name, value]) => `[${name}="${value}"]`);
    await this.#inPreview((tracker, selector) => tracker.matches(selector), selector.join(''));
  }

  /** Waits until the element in the preview contains this text. */
  async says(words: string): Promise<void> {
    await this.#inPreview((tracker, words) => tracker.shadowRoot?.textContent?.includes(words) ?? false, words);
  }

  /** The computed value of a CSS property of a part in the preview. */
  async painted(part: string, property: string): Promise<string> {
    const tracker = await this.tracker();
    return tracker.evaluate(
      (element, part, property) => {
        const painted = element.shadowRoot?.querySelector(`[part~="${part}"]`);
        return painted ? getComputedStyle(painted).getPropertyValue(property) : '';
      },
      part,
      property,
    );
  }

  async tracker(): Promise<ElementHandle<OrderStatusTracker>> {
    const frame = await (await this.page.waitForSelector('#frame iframe'))?.contentFrame();
    const tracker = await frame?.waitForSelector('order-status-tracker');
    if (!tracker) throw new Error('The preview shows no tracker.');
    return tracker;
  }

  async #inPreview(holds: (tracker: Element, wanted: string) => boolean, wanted: string): Promise<void> {
    await this.page.waitForFunction(
      (source: string, wanted: string) => {
        const frame = document.querySelector<HTMLIFrameElement>('#frame iframe');
        const tracker = frame?.contentDocument?.querySelector('order-status-tracker');
        // The condition is passed as text, because it runs in the page.
        const holds = new Function(`return (${source})`)() as (tracker: Element, wanted: string) => boolean;
        return tracker ? holds(tracker, wanted) : false;
      },
      {},
      String(holds),
      wanted,
    );
  }
}
