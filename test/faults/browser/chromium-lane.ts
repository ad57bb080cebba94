import { type Browser, type BrowserContext, launch } from 'puppeteer-core';
import type { DemoServer } from '../../../demo/server/server.js';
import { chromiumFlags, chromiumPath } from '../../support/browsers.js';
import type { GuestSite } from './guest-site.js';
import { Lane, type LaneTransport } from './lane.js';
import { TcpProxy } from './tcp-proxy.js';

/** A lane whose guests have Chromium. */
export class ChromiumLane extends Lane {
  readonly browser: Browser;

  private constructor(lane: Lane, browser: Browser) {
    super(lane.transport, lane.server, lane.site, lane.proxy);
    this.browser = browser;
  }

  static async open(transport: LaneTransport, server: DemoServer, site: GuestSite): Promise<ChromiumLane> {
    const [browser, proxy] = await Promise.all([launchThrottled(), TcpProxy.start(server.port)]);
    return new ChromiumLane(new Lane(transport, server, site, proxy), browser);
  }

  /** A phone of its own: no storage is shared, and its pages are in sight. */
  newPhone(): Promise<BrowserContext> {
    return this.browser.createBrowserContext();
  }

  async close(): Promise<void> {
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
