import { findBrowsers } from '../../support/browsers.js';
import { EnginePage } from './engine-page.js';
import { type EngineTab, openFirefox, openWebKit } from './engine-tab.js';
import type { PageOptions } from './guest-page.js';
import { type Bench, Lane, type LaneTransport } from './lane.js';
import { TcpProxy } from './tcp-proxy.js';

export type OtherEngine = 'firefox' | 'webkit';

const openTab = { firefox: openFirefox, webkit: openWebKit };

/** A lane whose guests have a browser without Chromium's tools; all its pages share one tab, one after the other. */
export class EngineLane extends Lane<EnginePage> {
  override readonly engine: OtherEngine;
  #tab: EngineTab;
  #page: EnginePage | undefined;

  private constructor(engine: OtherEngine, tab: EngineTab, ...lane: ConstructorParameters<typeof Lane>) {
    super(...lane);
    this.engine = engine;
    this.#tab = tab;
  }

  /** `undefined` if the browser is not installed. */
  static async open(engine: OtherEngine, transport: LaneTransport, bench: Bench): Promise<EngineLane | undefined> {
    const installed = findBrowsers()[engine];
    if (!installed) return undefined;
    const port = transport === 'plain' ? bench.plainPort : bench.server.port;
    const [tab, proxy] = await Promise.all([openTab[engine](installed), TcpProxy.start(port)]);
    return new EngineLane(engine, tab, transport, bench, proxy);
  }

  override async open(options: PageOptions = {}): Promise<EnginePage> {
    this.#page = await EnginePage.open(this, this.#tab, options);
    return this.#page;
  }

  override async reset(): Promise<void> {
    await this.#page?.stopLooking();
    await this.proxy.heal();
    // What the next page finds in the tab must not be the last one's.
    await this.#tab.open('about:blank').catch(() => this.#startAnew());
  }

  /** Browsers that are steered from outside lose a tab now and then. */
  async #startAnew(): Promise<void> {
    await this.#tab.close().catch(() => undefined);
    const installed = findBrowsers()[this.engine];
    if (installed) this.#tab = await openTab[this.engine](installed);
  }

  override async close(): Promise<void> {
    await this.#tab.close();
    await this.proxy.close();
  }
}
