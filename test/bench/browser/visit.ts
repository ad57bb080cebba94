import { type Browser, type BrowserContext, launch, type Page } from 'puppeteer-core';
import { chromiumFlags, chromiumPath } from '../../support/browsers.js';
import type { BenchServer } from '../server/bench-server.js';
import { type Meters, metersOf } from './meters.js';
import { installProbe, type ProbedWindow } from './probe.js';

/** Throttles hidden pages as a guest's browser does. Automation turns that off by default. */
export function launchBrowser(): Promise<Browser> {
  return launch({
    executablePath: chromiumPath(),
    // Chromium prepares pages of its own for each new window, which would take processor time from the measured one.
    args: [...chromiumFlags, '--disable-features=PreloadTopChromeWebUI,SpareRendererForSitePerProcess'],
    ignoreDefaultArgs: [
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
  });
}

export interface VisitOptions {
  /** Watches when the page shows what. Figures of processor time are taken without it. */
  readonly probed?: boolean;
  /** A slow phone: processor ÷ 4, 150 ms, 1.6 Mb/s. */
  readonly slow?: boolean;
  /** Where the page's back end is, if not where the page is. */
  readonly api?: string;
  /** Runs in the page before its scripts. */
  readonly before?: (argument: number) => void;
  readonly argument?: number;
}

/** A page with one card, in a browser context of its own: nothing is cached. */
export class Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: BenchServer;
  readonly orderId: string;
  readonly meters: Meters;
  readonly #path: string;

  private constructor(page: Page, server: BenchServer, orderId: string, meters: Meters, path: string) {
    this.page = page;
    this.context = page.browserContext();
    this.server = server;
    this.orderId = orderId;
    this.meters = meters;
    this.#path = path;
  }

  /** Prepares a page. `go` opens it. */
  static async prepare(browser: Browser, server: BenchServer, options: VisitOptions = {}): Promise<Visit> {
    const { probed, slow, api = server.url, before, argument = 0 } = options;
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const meters = await metersOf(page);
    if (probed) await page.evaluateOnNewDocument(installProbe);
    if (before) await page.evaluateOnNewDocument(before, argument);
    if (slow) {
      await page.emulateCPUThrottling(4);
      await page.emulateNetworkConditions({ latency: 150, download: 200_000, upload: 93_750 });
    }
    const orderId = server.orders.place();
    return new Visit(page, server, orderId, meters, `/page?order=${orderId}&api=${encodeURIComponent(api)}`);
  }

  static async open(browser: Browser, server: BenchServer, options: VisitOptions = {}): Promise<Visit> {
    const visit = await Visit.prepare(browser, server, options);
    await visit.go();
    return visit;
  }

  async go(): Promise<void> {
    await this.page.goto(this.server.url + this.#path);
  }

  /** Waits until the server has confirmed that changes of these orders flow, and then for the page to be quiet. */
  async settle(orderIds: readonly string[] = [this.orderId], quiet = 1_000): Promise<void> {
    const limit = Date.now() + 60_000;
    while (!orderIds.every((id) => this.server.confirmed.has(id))) {
      if (Date.now() > limit) throw new Error('The page does not follow its orders.');
      await pause(20);
    }
    await pause(quiet);
  }

  /** Adds cards to the page, each with a new order. Returns the orders' ids. */
  async mount(count: number, tag: (api: string, orderId: string) => string): Promise<string[]> {
    const ids = Array.from({ length: count }, () => this.server.orders.place());
    const html = ids.map((id) => tag(this.server.url, id)).join('');
    await this.page.evaluate((added) => document.body.insertAdjacentHTML('beforeend', added), html);
    return ids;
  }

  async remove(orderIds: readonly string[]): Promise<void> {
    await this.page.evaluate((ids) => {
      for (const id of ids) document.querySelector(`[data-order="${id}"]`)?.remove();
    }, orderIds);
  }

  /** When the card says that it is live. */
  live(orderId: string = this.orderId): Promise<number> {
    return this.page.evaluate((id) => (globalThis as ProbedWindow).probe.live(id), orderId);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
