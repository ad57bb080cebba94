import { setTimeout as pause } from 'node:timers/promises';
import type { EngineTab } from './engine-tab.js';
import { FollowedOrder } from './followed-order.js';
import { guestHtml, type PageOptions } from './guest-page.js';
import { type PageRecord, recordPage } from './guest-recorder.js';
import type { Lane } from './lane.js';
import { type Leftovers, WatchedPage } from './watched-page.js';

/** Between two looks at what the page has recorded, ms; the records carry their own times. */
const lookInterval = 100;

/** A page in a browser that only answers when it is asked. */
export class EnginePage extends WatchedPage {
  readonly #tab: EngineTab;
  readonly #url: string;
  #isWatched = true;
  #looking: Promise<void> = Promise.resolve();

  private constructor(lane: Lane, order: FollowedOrder, tab: EngineTab, url: string) {
    super(lane, order);
    this.#tab = tab;
    this.#url = url;
  }

  /** Opens the page, and waits for nothing. */
  static async open(lane: Lane, tab: EngineTab, options: PageOptions = {}): Promise<EnginePage> {
    const order = options.order ?? (await FollowedOrder.place(lane.server));
    const recorder = `globalThis.records = [];
      globalThis.report = (record) => records.push(JSON.parse(record));
      (${recordPage})();`;
    const { headers, html = guestHtml(lane, options) } = options;
    const recorded = html.replace('<script', () => `<script>${recorder}</script><script`);
    const address = lane.site.add({ html: recorded, ...(headers && { headers }) });
    const url = `${address}?order_id=${order.id}#track=${order.capability}`;
    await tab.open(url);
    const page = new EnginePage(lane, order, tab, url);
    page.#looking = page.#look();
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
    // Timers are not counted: WebDriver runs one of its own in the page.
    return { sockets: this.lane.proxy.connections('websocket').length, timers: 0, listeners: 0, requests: 0, locks: 0 };
  }

  /** Stops looking; the tab stays. */
  async stopLooking(): Promise<void> {
    this.#isWatched = false;
    await this.#looking;
  }

  async #look(): Promise<void> {
    while (this.#isWatched) {
      // Between two pages there is nobody to ask.
      const taken = await this.#tab.run('return JSON.stringify(globalThis.records?.splice(0) ?? [])').catch(() => '[]');
      this.records.push(...(JSON.parse(taken) as PageRecord[]));
      this.notice();
      await pause(lookInterval);
    }
  }
}
