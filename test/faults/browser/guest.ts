import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import type { FaultRunner } from './fault-runner.js';
import { FollowedOrder } from './followed-order.js';
import { guestHtml, type PageOptions } from './guest-page.js';
import { type PageRecord, type RecordedPage, recordPage } from './guest-recorder.js';
import { type Leftovers, WatchedPage } from './watched-page.js';

/** A guest's page in Chromium. Devtools add facts that the page itself does not know. */
export class Guest extends WatchedPage {
  readonly page: Page;
  readonly devtools: CDPSession;
  readonly #url: string;
  readonly #options: PageOptions;
  readonly #openRequests = new Set<string>();

  private constructor(
    runner: FaultRunner,
    order: FollowedOrder,
    { page, devtools, url, options }: { page: Page; devtools: CDPSession; url: string; options: PageOptions },
  ) {
    super(runner, order);
    this.page = page;
    this.devtools = devtools;
    this.#url = url;
    this.#options = options;
  }

  /** Opens the page in this browser context. Does not wait until the order is shown. */
  static async open(runner: FaultRunner, context: BrowserContext, options: PageOptions = {}): Promise<Guest> {
    const order = options.order ?? (await FollowedOrder.place(runner.server));
    const page = await context.newPage();
    const devtools = await page.createCDPSession();
    const { headers, html = guestHtml(runner, options) } = options;
    const url = `${runner.site.add({ html, ...(headers && { headers }) })}?order_id=${order.id}#track=${order.capability}`;
    const guest = new Guest(runner, order, { page, devtools, url, options });
    await guest.#listen();
    await page.goto(url);
    return guest;
  }

  /** Opens the same page in another tab of the same browser context. */
  openTab(): Promise<Guest> {
    return Guest.open(this.runner, this.page.browserContext(), { ...this.#options, order: this.order });
  }

  override evaluate<Result>(script: (given: string) => Result, given = ''): Promise<Result> {
    return this.page.evaluate(script, given) as Promise<Result>;
  }

  override async leaveFor(url: string): Promise<void> {
    await this.page.goto(url);
  }

  override async goBack(): Promise<void> {
    await this.page.goBack();
  }

  override async openAgain(): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(this.#url);
  }

  override async remove(): Promise<Leftovers> {
    await this.page.evaluate(() => {
      for (const tracker of document.querySelectorAll('order-status-tracker')) tracker.remove();
      (globalThis as { unmountUsual?: () => void }).unmountUsual?.();
    });
    await pause(1000);
    const [timers, locks] = await this.page.evaluate(async () => [
      (globalThis as unknown as RecordedPage).activeTimers(),
      ((await navigator.locks?.query())?.held ?? []).length,
    ]);
    return {
      timers: timers ?? 0,
      locks: locks ?? 0,
      listeners: await this.countListeners(),
      sockets: this.runner.proxy.connections('websocket').length,
      requests: this.#openRequests.size,
    };
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** The number of listeners on the window and the document, without those of the recorder. */
  async countListeners(): Promise<number> {
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

  /** The number of objects of a class in memory, after garbage collection. */
  async countObjects(prototype: string): Promise<number> {
    await this.devtools.send('HeapProfiler.collectGarbage');
    const { result } = await this.devtools.send('Runtime.evaluate', { expression: prototype });
    const { objects } = await this.devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
    const { result: length } = await this.devtools.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: 'function () { return this.length; }',
    });
    await this.devtools.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
    return Number(length.value);
  }

  /** The size of the page's heap in bytes, after garbage collection. */
  async measureHeap(): Promise<number> {
    await this.devtools.send('HeapProfiler.collectGarbage');
    return (await this.devtools.send('Runtime.getHeapUsage')).usedSize;
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
    await devtools.send('Page.enable');
    await devtools.send('Network.enable');
    devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
      // Preflights are not counted: for an aborted preflight, devtools report no end.
      if (!request.url.startsWith(this.runner.proxy.url) || request.method === 'OPTIONS') return;
      this.#openRequests.add(requestId);
    });
    for (const end of ['Network.loadingFinished', 'Network.loadingFailed'] as const) {
      devtools.on(end, ({ requestId }) => this.#openRequests.delete(requestId));
    }
    // Devtools report no end for some requests that a page had open when it was left.
    devtools.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.#openRequests.clear();
    });
  }
}

/**
 * The listeners of `recordPage`: order-connection-change, order-update, order-ready, order-error, freeze, resume,
 * visibilitychange, securitypolicyviolation; pagehide, pageshow, online, offline, error, unhandledrejection.
 */
const listenersOfRecorder = 14;
