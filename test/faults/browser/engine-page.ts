import { setTimeout as pause } from 'node:timers/promises';
import type { EngineTab } from './engine-tab.js';
import type { FaultRunner } from './fault-runner.js';
import { FollowedOrder } from './followed-order.js';
import { guestHtml, type PageOptions } from './guest-page.js';
import { type PageRecord, recordPage } from './guest-recorder.js';
import { type Leftovers, WatchedPage } from './watched-page.js';

/** The time between two collections of the page's records, ms. The records have their own timestamps. */
const collectInterval = 100;

/** A page in Firefox or WebKit. The page cannot push its records, so they are collected at intervals. */
export class EnginePage extends WatchedPage {
  readonly #tab: EngineTab;
  readonly #url: string;
  #isWatched = true;
  #collecting: Promise<void> = Promise.resolve();

  private constructor(runner: FaultRunner, order: FollowedOrder, tab: EngineTab, url: string) {
    super(runner, order);
    this.#tab = tab;
    this.#url = url;
  }

  /** Opens the page. Does not wait until the order is shown. */
  static async open(runner: FaultRunner, tab: EngineTab, options: PageOptions = {}): Promise<EnginePage> {
    const order = options.order ?? (await FollowedOrder.place(runner.server));
    const recorder = `globalThis.records = [];
      globalThis.report = (record) => records.push(JSON.parse(record));
      (${recordPage})();`;
    const { headers, html = guestHtml(runner, options) } = options;
    const recorded = html.replace('<script', () => `<script>${recorder}</script><script`);
    const address = runner.site.add({ html: recorded, ...(headers && { headers }) });
    const url = `${address}?order_id=${order.id}#track=${order.capability}`;
    await tab.open(url);
    const page = new EnginePage(runner, order, tab, url);
    page.#collecting = page.#collect();
    return page;
  }

  override async evaluate<Result>(script: (given: string) => Result, given = ''): Promise<Result> {
    const text = await this.#tab.run(`return JSON.stringify((${script})(${JSON.stringify(given)})) ?? 'null'`);
    return JSON.parse(text) as Result;
  }

  override leaveFor(url: string): Promise<void> {
    return this.#tab.open(url);
  }

  override goBack(): Promise<void> {
    return this.#tab.back();
  }

  override async openAgain(): Promise<void> {
    await this.#tab.open('about:blank');
    await this.#tab.open(this.#url);
  }

  override async remove(): Promise<Leftovers> {
    await this.evaluate(() => {
      for (const tracker of document.querySelectorAll('order-status-tracker')) tracker.remove();
    });
    await pause(1000);
    // Timers are not counted, because WebDriver runs its own timer in the page.
    return {
      sockets: this.runner.proxy.connections('websocket').length,
      timers: 0,
      listeners: 0,
      requests: 0,
      locks: 0,
    };
  }

  /** Stops to collect records. The tab stays open. */
  async stopCollecting(): Promise<void> {
    this.#isWatched = false;
    await this.#collecting;
  }

  async #collect(): Promise<void> {
    while (this.#isWatched) {
      // The script fails while the tab navigates.
      const taken = await this.#tab.run('return JSON.stringify(globalThis.records?.splice(0) ?? [])').catch(() => '[]');
      this.records.push(...(JSON.parse(taken) as PageRecord[]));
      this.notice();
      await pause(collectInterval);
    }
  }
}
