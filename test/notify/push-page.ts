import type { Browser, Page } from 'puppeteer-core';
import type { PushOutcome } from '../../src/alerts/push-subscription.js';
import type { PushSite } from './push-site.js';

/** The page of an order on the restaurant's site. */
export class PushPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, site: PushSite, path: string): Promise<PushPage> {
    const page = await browser.newPage();
    await page.goto(site.url + path);
    await page.waitForSelector('body[data-ready]');
    return new PushPage(page);
  }

  subscribe(): Promise<PushOutcome> {
    return this.#tap('subscribe') as Promise<PushOutcome>;
  }

  async end(): Promise<void> {
    await this.#tap('end');
  }

  /** The subscription of which the worker tells an open page after the browser has ended the one before. */
  async renewed(): Promise<PushSubscriptionJSON> {
    await this.page.waitForSelector('body[data-renewed]', { timeout: 15_000 });
    return JSON.parse(await this.page.$eval('body', (body) => body.dataset.renewed ?? '{}'));
  }

  /** The notifications of the site that the browser shows now. */
  shown(): Promise<readonly { readonly title: string; readonly body: string; readonly tag: string }[]> {
    return this.page.evaluate(async () => {
      const registrations = await navigator.serviceWorker.getRegistrations();
      const shown = await Promise.all(registrations.map((registration) => registration.getNotifications()));
      return shown.flat().map(({ title, body, tag }) => ({ title, body, tag }));
    });
  }

  /** Closes all notifications, as a guest does. */
  async dismissAll(): Promise<void> {
    await this.page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations()) {
        for (const notification of await registration.getNotifications()) notification.close();
      }
    });
  }

  /** The scopes of the site's workers, and the worker that this page is controlled by. */
  workers(): Promise<{ readonly scopes: readonly string[]; readonly controller: string | undefined }> {
    return this.page.evaluate(async () => {
      const registrations = await navigator.serviceWorker.getRegistrations();
      const path = (url: string) => new URL(url).pathname;
      const { controller } = navigator.serviceWorker;
      return {
        scopes: registrations.map(({ scope }) => path(scope)).sort(),
        controller: controller ? path(controller.scriptURL) : undefined,
      };
    });
  }

  async #tap(id: string): Promise<unknown> {
    await this.page.evaluate(() => document.body.removeAttribute('data-outcome'));
    await this.page.click(`#${id}`);
    await this.page.waitForSelector('body[data-outcome]');
    return JSON.parse(await this.page.$eval('body', (body) => body.dataset.outcome ?? 'null'));
  }
}
