import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import type { ChromiumLane } from './chromium-lane.js';
import { FollowedOrder } from './followed-order.js';
import { type PageRecord, type RecordedPage, recordPage } from './guest-recorder.js';
import { guestHtml, type Leftovers, type TagOptions, WatchedPage } from './watched-page.js';

export interface GuestOptions extends TagOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** The page; default: `guestHtml`. */
  readonly html?: string;
  /** An order that somebody else follows too. */
  readonly order?: FollowedOrder;
  /** Default: a phone of its own. */
  readonly phone?: BrowserContext;
}

/** A guest with a page in Chromium, whose tools tell more than the page itself. */
export class Guest extends WatchedPage {
  override readonly lane: ChromiumLane;
  readonly page: Page;
  readonly devtools: CDPSession;
  /** The text frames that the page sent. */
  readonly frames: string[] = [];
  readonly #url: string;
  readonly #openRequests = new Set<string>();

  private constructor(lane: ChromiumLane, order: FollowedOrder, page: Page, devtools: CDPSession, url: string) {
    super(lane, order);
    this.lane = lane;
    this.page = page;
    this.devtools = devtools;
    this.#url = url;
  }

  /** Opens the page, and waits for nothing. */
  static async open(lane: ChromiumLane, options: GuestOptions = {}): Promise<Guest> {
    const order = options.order ?? (await FollowedOrder.place(lane.server));
    const phone = options.phone ?? (await lane.newPhone());
    const page = await phone.newPage();
    const devtools = await page.createCDPSession();
    const address = lane.site.add({
      html: options.html ?? guestHtml(lane, options),
      ...(options.headers && { headers: options.headers }),
    });
    const url = `${address}?order_id=${order.id}#track=${order.capability}`;
    const guest = new Guest(lane, order, page, devtools, url);
    await guest.#listen();
    await page.goto(url);
    return guest;
  }

  /** Opens the page and waits until it is calm: followed as it should be. */
  static async settle(lane: ChromiumLane, options: GuestOptions = {}): Promise<Guest> {
    const guest = await Guest.open(lane, options);
    if (await guest.until(() => guest.isCalm, 15_000)) return guest;
    throw new Error(`The page never got ${lane.calm}, but ${JSON.stringify(guest.painted.at(-1))}.`);
  }

  /** Opens the page again, as after a discarded tab. */
  async openAgain(): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(this.#url);
  }

  override async remove(): Promise<Leftovers> {
    await this.page.evaluate(() => {
      for (const tracker of document.querySelectorAll('order-status-tracker')) tracker.remove();
    });
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
    const [timers, locks] = await this.page.evaluate(async () => [
      (globalThis as unknown as RecordedPage).activeTimers(),
      ((await navigator.locks?.query())?.held ?? []).length,
    ]);
    return {
      timers: timers ?? 0,
      locks: locks ?? 0,
      listeners: await this.#countListeners(),
      sockets: this.lane.proxy.connections('websocket').length,
      requests: this.#openRequests.size,
    };
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async #listen(): Promise<void> {
    const { devtools } = this;
    await devtools.send('Runtime.enable');
    await devtools.send('Runtime.addBinding', { name: 'report' });
    devtools.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === 'report') this.records.push(JSON.parse(payload) as PageRecord);
      this.notice();
    });
    await this.page.evaluateOnNewDocument(recordPage);
    await devtools.send('Network.enable');
    devtools.on('Network.webSocketCreated', () => {
      this.connects.push(Date.now());
      this.notice();
    });
    devtools.on('Network.webSocketFrameSent', ({ response }) => {
      if (response.opcode !== 1) return;
      this.frames.push(response.payloadData);
      if (response.payloadData.includes('"type":"snapshot"')) this.reads.push(Date.now());
    });
    devtools.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
      // A preflight is the browser's own: of one that was given up, its tools never say how it ended.
      if (!request.url.startsWith(this.lane.proxy.url) || request.method === 'OPTIONS') return;
      this.#openRequests.add(requestId);
      const isRead = /\/api\/orders\/|\/rest\/v1\//.test(request.url);
      if (isRead) this.reads.push(wallTime * 1000);
      this.notice();
    });
    for (const end of ['Network.loadingFinished', 'Network.loadingFailed'] as const) {
      devtools.on(end, ({ requestId }) => {
        this.#openRequests.delete(requestId);
        this.notice();
      });
    }
  }

  /** Listeners on the window and the document, without the recorder's own. */
  async #countListeners(): Promise<number> {
    let count = 0;
    for (const expression of ['window', 'document']) {
      const { result } = await this.devtools.send('Runtime.evaluate', { expression });
      const { listeners } = await this.devtools.send('DOMDebugger.getEventListeners', {
        objectId: result.objectId ?? '',
      });
      count += listeners.length;
    }
    return count - listenersOfRecorder;
  }
}

/** order-connection-change, order-update, order-ready, freeze, resume, visibilitychange, securitypolicyviolation;
 * pagehide, pageshow, online, offline, error, unhandledrejection. */
const listenersOfRecorder = 13;
