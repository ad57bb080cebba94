import { startDemoServer } from '../../../demo/server/server.js';
import { placeOrder } from '../../demo/support.js';
import { launchThrottled } from '../browser/chromium-runner.js';
import { GuestSite } from '../browser/guest-site.js';
import { TcpProxy } from '../browser/tcp-proxy.js';

/** The figures of a page with many trackers. Times are in milliseconds. */
export interface PageFigures {
  readonly trackers: number;
  readonly sockets: number;
  /** From opening the page until all trackers were connected. */
  readonly allLive: number;
  /** From a change of every order until all trackers showed it. */
  readonly allUpdated: number;
  readonly shown: number;
  /** The longest task of the page during the update. */
  readonly longestTask: number;
  readonly megabytes: number;
}

/** Opens a page with many trackers, as a restaurant's screen with all orders would, and changes all orders. */
export async function playPage(trackers: number): Promise<PageFigures> {
  const server = await startDemoServer({ port: 0 });
  const [site, proxy, browser] = await Promise.all([
    GuestSite.start(server),
    TcpProxy.start(server.port),
    launchThrottled(),
  ]);
  try {
    const tags: string[] = [];
    while (tags.length < trackers) {
      const { id } = await placeOrder(server);
      const token = await server.tokens.signForGuest(id);
      tags.push(
        `<order-status-tracker layout="compact" order-id="${id}" websocket-url="${proxy.url.replace('http', 'ws')}/ws"
          access-token="${token}"></order-status-tracker>`,
      );
    }
    const page = await browser.newPage();
    const opened = Date.now();
    await page.goto(
      site.add({
        html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Orders</title>
          <script type="module" src="/cdn/order-status-tracker.js"></script>${tags.join('')}</html>`,
      }),
    );
    const allShow = (attributes: string, limit: number) =>
      page
        .waitForFunction(
          (selector, count) => document.querySelectorAll(selector).length === count,
          { timeout: limit, polling: 50 },
          `order-status-tracker${attributes}`,
          trackers,
        )
        .then(() => Date.now());
    const live = await allShow('[connection=connected]', 60_000);
    await page.evaluate(() => {
      const page = globalThis as unknown as { longestTask: number };
      page.longestTask = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) page.longestTask = Math.max(page.longestTask, duration);
      }).observe({ type: 'longtask' });
    });
    const moved = Date.now();
    await server.database.transaction((query) => query.query(`update public.orders set status = 'preparing'`));
    const updated = await allShow('[status=preparing]', 60_000);
    const { JSHeapUsedSize = 0 } = await page.metrics();
    return {
      trackers,
      sockets: proxy.connections('websocket').length,
      allLive: live - opened,
      allUpdated: updated - moved,
      shown: await page.$$eval('order-status-tracker[status=preparing][connection=connected]', ({ length }) => length),
      longestTask: await page.evaluate(() => (globalThis as unknown as { longestTask: number }).longestTask),
      megabytes: JSHeapUsedSize / 2 ** 20,
    };
  } finally {
    await browser.close();
    await proxy.close();
    await site.close();
    await server.close();
  }
}
