import { type Browser, type BrowserContext, launch } from 'puppeteer-core';
import { chromiumFlags, chromiumPath } from '../../support/browsers.js';
import { Guest } from './guest.js';
import type { PageOptions } from './guest-page.js';
import { type Bench, Lane, type LaneTransport } from './lane.js';
import { TcpProxy } from './tcp-proxy.js';
import { usualHtml } from './usual-page.js';

/** A lane whose guests have Chromium. */
export class ChromiumLane extends Lane<Guest> {
  override readonly engine = 'chromium';
  readonly browser: Browser;
  #phones: BrowserContext[] = [];

  private constructor(browser: Browser, ...lane: ConstructorParameters<typeof Lane>) {
    super(...lane);
    this.browser = browser;
  }

  static async open(
    transport: LaneTransport,
    bench: Bench,
    contestant?: ChromiumLane['contestant'],
  ): Promise<ChromiumLane> {
    const port = transport === 'plain' ? bench.plainPort : bench.server.port;
    const [browser, proxy] = await Promise.all([launchThrottled(), TcpProxy.start(port)]);
    return new ChromiumLane(browser, transport, bench, proxy, contestant);
  }

  override async open(options: PageOptions = {}): Promise<Guest> {
    // A phone of its own: no storage is shared, and its pages are in sight.
    const phone = await this.browser.createBrowserContext();
    this.#phones.push(phone);
    return Guest.open(this, phone, this.contestant === 'usual' ? { ...options, html: usualHtml(this) } : options);
  }

  override async reset(): Promise<void> {
    await this.proxy.heal();
    const phones = this.#phones;
    this.#phones = [];
    await Promise.all(phones.map((phone) => phone.close().catch(() => undefined)));
  }

  override async close(): Promise<void> {
    await this.browser.close();
    await this.proxy.close();
  }
}

/**
 * Chromium as guests have it: what is hidden is throttled. Automation switches that off by default; here the strongest
 * throttling even sets in after 5 s instead of 5 min.
 */
export function launchThrottled(...flags: readonly string[]): Promise<Browser> {
  return launch({
    executablePath: chromiumPath(),
    args: [...chromiumFlags, '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/5', ...flags],
    ignoreDefaultArgs: [
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
  });
}
