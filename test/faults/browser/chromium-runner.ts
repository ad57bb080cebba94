import { type Browser, type BrowserContext, launch } from 'puppeteer-core';
import { chromiumFlags, chromiumPath } from '../../support/browsers.js';
import { FaultRunner, type FaultTransport, type SharedServers } from './fault-runner.js';
import { Guest } from './guest.js';
import type { PageOptions } from './guest-page.js';
import { TcpProxy } from './tcp-proxy.js';
import { usualHtml } from './usual-page.js';

/** Runs fault rows in Chromium. */
export class ChromiumRunner extends FaultRunner<Guest> {
  override readonly engine = 'chromium';
  readonly browser: Browser;
  #contexts: BrowserContext[] = [];

  private constructor(browser: Browser, ...runner: ConstructorParameters<typeof FaultRunner>) {
    super(...runner);
    this.browser = browser;
  }

  static async open(
    transport: FaultTransport,
    servers: SharedServers,
    contestant?: ChromiumRunner['contestant'],
  ): Promise<ChromiumRunner> {
    const port = transport === 'plain' ? servers.plainPort : servers.server.port;
    const [browser, proxy] = await Promise.all([launchThrottled(), TcpProxy.start(port)]);
    return new ChromiumRunner(browser, transport, servers, proxy, contestant);
  }

  override async open(options: PageOptions = {}): Promise<Guest> {
    // A new browser context shares no storage with others, and its page is visible.
    const context = await this.browser.createBrowserContext();
    this.#contexts.push(context);
    return Guest.open(this, context, this.contestant === 'usual' ? { ...options, html: usualHtml(this) } : options);
  }

  override async reset(): Promise<void> {
    await this.proxy.heal();
    const contexts = this.#contexts;
    this.#contexts = [];
    await Promise.all(contexts.map((context) => context.close().catch(() => undefined)));
  }

  override async close(): Promise<void> {
    await this.browser.close();
    await this.proxy.close();
  }
}

/**
 * Starts Chromium with throttling of hidden pages, as on a guest's device. Automation turns throttling off by default.
 * Here intensive throttling starts after 5 s instead of 5 min.
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
