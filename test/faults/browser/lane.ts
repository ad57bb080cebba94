import { type Browser, type BrowserContext, launch } from 'puppeteer-core';
import type { DemoServer } from '../../../demo/server/server.js';
import { chromiumFlags, chromiumPath } from '../../support/browsers.js';
import type { GuestSite } from './guest-site.js';
import { TcpProxy } from './tcp-proxy.js';

export const laneTransports = ['broadcast', 'changes', 'websocket', 'polling'] as const;
/** How the orders of a lane are followed; the first two are Supabase's. */
export type LaneTransport = (typeof laneTransports)[number];

/** Everything that the guests of one transport share: a browser, and a network that can be broken. */
export class Lane {
  readonly transport: LaneTransport;
  readonly server: DemoServer;
  readonly site: GuestSite;
  readonly browser: Browser;
  readonly proxy: TcpProxy;

  private constructor(
    transport: LaneTransport,
    server: DemoServer,
    site: GuestSite,
    browser: Browser,
    proxy: TcpProxy,
  ) {
    this.transport = transport;
    this.server = server;
    this.site = site;
    this.browser = browser;
    this.proxy = proxy;
  }

  static async open(transport: LaneTransport, server: DemoServer, site: GuestSite): Promise<Lane> {
    const [browser, proxy] = await Promise.all([launchThrottled(), TcpProxy.start(server.port)]);
    return new Lane(transport, server, site, browser, proxy);
  }

  /** How an order is followed in this lane while all is well. */
  get calm(): 'connected' | 'polling' {
    return this.transport === 'polling' ? 'polling' : 'connected';
  }

  /** A phone of its own: no storage is shared, and its pages are in sight. */
  newPhone(): Promise<BrowserContext> {
    return this.browser.createBrowserContext();
  }

  /** The attributes with which a page follows an order in this lane. */
  attributes(tokenUrl = `${this.proxy.url}/api/track`): Readonly<Record<string, string>> {
    const { url } = this.proxy;
    if (this.transport === 'polling') return { 'poll-url': `${url}/api/orders/{id}`, 'token-url': tokenUrl };
    if (this.transport === 'websocket') {
      return {
        'websocket-url': `${url.replace('http', 'ws')}/ws`,
        'poll-url': `${url}/api/orders/{id}`,
        'token-url': tokenUrl,
      };
    }
    return {
      'supabase-url': url,
      'supabase-key': this.server.secrets.publishableKey,
      'supabase-channel': this.transport,
      'supabase-read': 'order_snapshot',
      'token-url': tokenUrl,
    };
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
