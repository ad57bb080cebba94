import type { Page } from 'puppeteer-core';

/** The kitchen page on a tablet. */
export class Kitchen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(baseUrl: string): Promise<void> {
    await this.page.goto(`${baseUrl}/kitchen`);
    await this.page.waitForSelector('.sign-in button[type=submit]');
    await this.page.click('.sign-in button[type=submit]');
    await this.page.waitForSelector('[data-freshness=live]');
  }

  /** Waits until the board shows the order in this status; `limit` in milliseconds. */
  async shows(orderId: string, status: string, limit = 5000): Promise<void> {
    await this.page.waitForSelector(`[data-order-id="${orderId}"][data-status="${status}"]`, { timeout: limit });
  }

  /** Waits until the database has confirmed the change. */
  async isSaved(orderId: string): Promise<void> {
    await this.page.waitForSelector(`[data-order-id="${orderId}"]:not([data-waiting])`);
  }

  /** Clicks a button of the order. */
  async press(orderId: string, action: 'advance' | 'back' | 'cancel' | 'later'): Promise<void> {
    await this.page.click(`[data-order-id="${orderId}"] [data-action="${action}"]`);
  }

  /** Enters the code that the guest shows, and checks it. */
  async enterCode(orderId: string, code: string): Promise<void> {
    const card = `[data-order-id="${orderId}"]`;
    await this.page.locator(`${card} [name=code]`).fill(code);
    await this.page.click(`${card} [data-action=check-code]`);
  }

  async message(): Promise<string> {
    const message = await this.page.waitForSelector('.messages p');
    return (await message?.evaluate((element) => element.textContent)) ?? '';
  }
}
