import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import { moveTo, placeOrder } from '../../demo/support.js';
import type { PageRecord, Painted, RecordedPage } from './guest-recorder.js';
import { recordPage } from './guest-recorder.js';
import type { Lane } from './lane.js';

/** A status that the database confirmed, with its version, by the computer's clock. */
export interface Commit {
  readonly at: number;
  readonly version: number;
  readonly status: string;
}

export interface GuestOptions {
  /** Where tokens come from, if not from the back end itself. */
  readonly tokenUrl?: string;
  /** How many trackers of the order the page has. Default 1. */
  readonly trackers?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The page; default: `guestHtml`. */
  readonly html?: string;
  /** An order that somebody else follows too. */
  readonly order?: FollowedOrder;
  /** Default: a phone of its own. */
  readonly phone?: BrowserContext;
}

/** An order, and all that the kitchen did with it. */
export class FollowedOrder {
  readonly id: string;
  readonly capability: string;
  readonly commits: Commit[];
  readonly #lane: Lane;

  private constructor(lane: Lane, id: string, capability: string) {
    this.#lane = lane;
    this.id = id;
    this.capability = capability;
    this.commits = [{ at: Date.now(), version: 1, status: 'pending' }];
  }

  static async place(lane: Lane): Promise<FollowedOrder> {
    const { id, capability } = await placeOrder(lane.server);
    return new FollowedOrder(lane, id, capability);
  }

  /** The kitchen moves the order on. */
  async commit(...statuses: readonly string[]): Promise<void> {
    for (const status of statuses) {
      await moveTo(this.#lane.server, this.id, status);
      this.commits.push({ at: Date.now(), version: this.newest.version + 1, status });
    }
  }

  get newest(): Commit {
    const newest = this.commits.at(-1);
    if (!newest) throw new Error('An order has a first version.');
    return newest;
  }
}

/** What of a page is still alive. */
export interface Leftovers {
  readonly timers: number;
  readonly listeners: number;
  readonly sockets: number;
  readonly requests: number;
  readonly locks: number;
}

/** One guest: a page in a browser that follows an order, and everything that it showed. */
export class Guest {
  readonly lane: Lane;
  readonly order: FollowedOrder;
  readonly page: Page;
  readonly devtools: CDPSession;
  readonly records: PageRecord[] = [];
  /** When WebSockets were opened, and reads were sent. */
  readonly connects: number[] = [];
  readonly reads: number[] = [];
  /** The text frames that the page sent. */
  readonly frames: string[] = [];
  readonly #url: string;
  readonly #waiting = new Set<() => void>();
  readonly #openRequests = new Set<string>();

  private constructor(lane: Lane, order: FollowedOrder, page: Page, devtools: CDPSession, url: string) {
    this.lane = lane;
    this.order = order;
    this.page = page;
    this.devtools = devtools;
    this.#url = url;
  }

  /** Opens the page, and waits for nothing. */
  static async open(lane: Lane, options: GuestOptions = {}): Promise<Guest> {
    const order = options.order ?? (await FollowedOrder.place(lane));
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
  static async settle(lane: Lane, options: GuestOptions = {}): Promise<Guest> {
    const guest = await Guest.open(lane, options);
    if (await guest.until(() => guest.isCalm, 15_000)) return guest;
    throw new Error(`The page never got ${lane.calm}, but ${JSON.stringify(guest.painted.at(-1))}.`);
  }

  get painted(): readonly Painted[] {
    return this.records.filter((record) => record.kind === 'painted');
  }

  /** What this tracker shows. */
  shown(tracker = 0): Painted | undefined {
    return this.painted.findLast((record) => record.tracker === tracker);
  }

  get isCalm(): boolean {
    return this.shown()?.connection === this.lane.calm;
  }

  /** Whether the newest that the kitchen did is before the guest's eyes. */
  get isUpToDate(): boolean {
    return this.shown()?.version === this.order.newest.version;
  }

  /** Waits until `test` holds, at most `limit` milliseconds; resolves to whether it did. */
  until(test: () => boolean, limit: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (result: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(result);
      };
      const check = () => {
        if (test()) settle(true);
      };
      const timer = setTimeout(() => settle(test()), limit);
      this.#waiting.add(check);
      check();
    });
  }

  /** Opens the page again, as after a discarded tab. */
  async openAgain(): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(this.#url);
  }

  /** Takes all trackers out of the page, and tells what of them is alive a second later. */
  async remove(): Promise<Leftovers> {
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
      this.#check();
    });
    await this.page.evaluateOnNewDocument(recordPage);
    await devtools.send('Network.enable');
    devtools.on('Network.webSocketCreated', () => {
      this.connects.push(Date.now());
      this.#check();
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
      this.#check();
    });
    for (const end of ['Network.loadingFinished', 'Network.loadingFailed'] as const) {
      devtools.on(end, ({ requestId }) => {
        this.#openRequests.delete(requestId);
        this.#check();
      });
    }
  }

  #check(): void {
    for (const check of [...this.#waiting]) check();
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

/** The page of a restaurant that has pasted one tag, or more, and one script. */
export function guestHtml(lane: Lane, { tokenUrl, trackers = 1 }: GuestOptions = {}): string {
  const attributes = Object.entries(lane.attributes(tokenUrl)).map(([name, value]) => `${name}="${value}"`);
  const tag = `<order-status-tracker ${attributes.join(' ')}></order-status-tracker>`;
  return `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>Your order</title>
        <script type="module" src="/cdn/order-status-tracker-supabase.js"></script>
      </head>
      <body>${tag.repeat(trackers)}</body>
    </html>`;
}
