import { setTimeout as pause } from 'node:timers/promises';
import type { EngineTab } from './engine-tab.js';
import { FollowedOrder } from './followed-order.js';
import { type PageRecord, recordPage } from './guest-recorder.js';
import type { Lane } from './lane.js';
import { guestHtml, type Leftovers, WatchedPage } from './watched-page.js';

/** Between two looks at what the page has recorded, ms; the records carry their own times. */
const lookInterval = 50;

/** A page in a browser that only answers when it is asked. */
export class EnginePage extends WatchedPage {
  readonly tab: EngineTab;
  #isWatched = true;
  #looking: Promise<void> = Promise.resolve();

  private constructor(lane: Lane, order: FollowedOrder, tab: EngineTab) {
    super(lane, order);
    this.tab = tab;
  }

  /** Opens the page, and waits for nothing. */
  static async open(lane: Lane, tab: EngineTab): Promise<EnginePage> {
    const order = await FollowedOrder.place(lane.server);
    const recorder = `globalThis.records = [];
      globalThis.report = (record) => records.push(JSON.parse(record));
      (${recordPage})();`;
    const address = lane.site.add({ html: guestHtml(lane).replace('<script', `<script>${recorder}</script><script`) });
    await tab.open(`${address}?order_id=${order.id}#track=${order.capability}`);
    const page = new EnginePage(lane, order, tab);
    page.#looking = page.#look();
    return page;
  }

  override async remove(): Promise<Leftovers> {
    const script = `for (const tracker of document.querySelectorAll('order-status-tracker')) tracker.remove(); return ''`;
    await this.tab.run(script);
    await pause(1000);
    // Timers are not counted: WebDriver runs one of its own in the page.
    return { sockets: this.lane.proxy.connections('websocket').length, timers: 0, listeners: 0, requests: 0, locks: 0 };
  }

  /** Stops looking; the tab stays. */
  async leave(): Promise<void> {
    this.#isWatched = false;
    await this.#looking;
  }

  async #look(): Promise<void> {
    while (this.#isWatched) {
      // Between two pages there is nobody to ask.
      const taken = await this.tab.run('return JSON.stringify(globalThis.records?.splice(0) ?? [])').catch(() => '[]');
      this.records.push(...(JSON.parse(taken) as PageRecord[]));
      this.notice();
      await pause(lookInterval);
    }
  }
}
