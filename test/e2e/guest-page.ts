import type { Page } from 'puppeteer-core';

/** A guest's choices on the order page. */
export interface Choice {
  /** The quantity of each dish, by its name. */
  readonly dishes: Readonly<Record<string, number>>;
  readonly fulfilment?: 'dine_in' | 'pickup' | 'delivery';
  readonly table?: string;
  readonly card?: 'succeeds' | 'pending' | 'fails';
  readonly transport?: 'supabase' | 'websocket' | 'polling';
}

/** The pages of a guest: ordering, paying and following the order on the confirmation page. */
export class Guest {
  readonly page: Page;
  readonly #baseUrl: string;

  constructor(page: Page, baseUrl: string) {
    this.page = page;
    this.#baseUrl = baseUrl;
  }

  async open(transport?: Choice['transport']): Promise<void> {
    await this.page.goto(`${this.#baseUrl}/order${transport ? `?transport=${transport}` : ''}`);
    await this.page.waitForSelector('form.order-form');
  }

  async choose({ dishes, fulfilment = 'dine_in', table = '12', card = 'succeeds' }: Omit<Choice, 'transport'>) {
    for (const [dish, quantity] of Object.entries(dishes)) {
      const more = this.page.locator(`[data-dish="${dish}"] [data-step=more]`);
      // The basket moves in after the first click. A locator waits until the button has stopped moving.
      for (let count = 0; count < quantity; count += 1) await more.click();
    }
    await this.page.click(`[name=fulfilment][value=${fulfilment}]`);
    if (fulfilment === 'dine_in') await this.page.type('[name=table]', table);
    await this.page.click(`[name=card][value=${card}]`);
  }

  async submit(): Promise<void> {
    await this.page.click('button[type=submit]');
  }

  /** Orders and pays. Resolves with the order's id once the confirmation page follows it. */
  async order({ transport, ...choice }: Choice): Promise<string> {
    await this.open(transport);
    await this.choose(choice);
    await Promise.all([this.page.waitForNavigation(), this.submit()]);
    await this.page.waitForSelector('order-status-tracker[status]');
    return this.address.searchParams.get('order_id') ?? '';
  }

  get address(): URL {
    return new URL(this.page.url());
  }

  /** Waits until the tracker shows the status, and rejects if that takes longer than `limit` milliseconds. */
  async sees(status: string, limit: number): Promise<void> {
    await this.page.waitForSelector(`order-status-tracker[status="${status}"]`, { timeout: limit });
  }

  /** Waits until the tracker shows this connection; `limit` in milliseconds. */
  async isFollowing(connection: string, limit: number): Promise<void> {
    await this.page.waitForSelector(`order-status-tracker[connection="${connection}"]`, { timeout: limit });
  }

  /** The visible text of an element, including its shadow root. */
  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) =>
      (element.shadowRoot ? [...element.shadowRoot.children] : [element])
        .filter((child) => !(child instanceof HTMLStyleElement))
        // biome-ignore lint/performance/useDomNodeTextContent: hidden text must be left out.
        .map((child) => (child instanceof HTMLElement ? child.innerText : (child.textContent ?? '')))
        .join('\n'),
    );
  }
}
