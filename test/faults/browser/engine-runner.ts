import { findBrowsers } from '../../support/browsers.js';
import { EnginePage } from './engine-page.js';
import { type EngineTab, openFirefox, openWebKit } from './engine-tab.js';
import { FaultRunner, type FaultTransport, type SharedServers } from './fault-runner.js';
import type { PageOptions } from './guest-page.js';
import { TcpProxy } from './tcp-proxy.js';

export type OtherEngine = 'firefox' | 'webkit';

const openTab = { firefox: openFirefox, webkit: openWebKit };

/** Runs fault rows in Firefox or WebKit, without Chromium's devtools. All pages use one tab, one after the other. */
export class EngineRunner extends FaultRunner<EnginePage> {
  override readonly engine: OtherEngine;
  #tab: EngineTab;
  #page: EnginePage | undefined;

  private constructor(engine: OtherEngine, tab: EngineTab, ...runner: ConstructorParameters<typeof FaultRunner>) {
    super(...runner);
    this.engine = engine;
    this.#tab = tab;
  }

  /** Starts the browser. Resolves with `undefined` if it is not installed. */
  static async open(
    engine: OtherEngine,
    transport: FaultTransport,
    servers: SharedServers,
  ): Promise<EngineRunner | undefined> {
    const installed = findBrowsers()[engine];
    if (!installed) return undefined;
    const port = transport === 'plain' ? servers.plainPort : servers.server.port;
    const [tab, proxy] = await Promise.all([openTab[engine](installed), TcpProxy.start(port)]);
    return new EngineRunner(engine, tab, transport, servers, proxy);
  }

  override async open(options: PageOptions = {}): Promise<EnginePage> {
    this.#page = await EnginePage.open(this, this.#tab, options);
    return this.#page;
  }

  override async reset(): Promise<void> {
    await this.#page?.stopCollecting();
    await this.proxy.heal();
    // The next page must not find anything of the last page in the tab.
    await this.#tab.open('about:blank').catch(() => this.#restartBrowser());
  }

  /** Restarts the browser. Automated browsers sometimes lose their tab. */
  async #restartBrowser(): Promise<void> {
    await this.#tab.close().catch(() => undefined);
    const installed = findBrowsers()[this.engine];
    if (installed) this.#tab = await openTab[this.engine](installed);
  }

  override async close(): Promise<void> {
    await this.#tab.close();
    await this.proxy.close();
  }
}
