import type { DemoServer } from '../../../demo/server/server.js';
import type { PageOptions } from './guest-page.js';
import type { GuestSite } from './guest-site.js';
import type { TcpProxy } from './tcp-proxy.js';
import type { WatchedPage } from './watched-page.js';

export const laneTransports = ['broadcast', 'changes', 'websocket', 'plain', 'polling'] as const;
/** How the orders of a lane are followed; the first two are Supabase's. */
export type LaneTransport = (typeof laneTransports)[number];

/** What all lanes of a run share. */
export interface Bench {
  readonly server: DemoServer;
  readonly site: GuestSite;
  /** The port of a back end that pushes JSON by WebSocket as most do, with the demo server behind it. */
  readonly plainPort: number;
}

/** Everything that the guests of one transport share: above all a network that can be broken. */
export abstract class Lane<Page extends WatchedPage = WatchedPage> {
  readonly transport: LaneTransport;
  readonly bench: Bench;
  readonly proxy: TcpProxy;
  /** The browser's name. */
  abstract readonly engine: string;
  /** Whose page is put through it. */
  readonly contestant: 'ours' | 'usual';

  constructor(transport: LaneTransport, bench: Bench, proxy: TcpProxy, contestant: 'ours' | 'usual' = 'ours') {
    this.transport = transport;
    this.bench = bench;
    this.proxy = proxy;
    this.contestant = contestant;
  }

  get server(): DemoServer {
    return this.bench.server;
  }

  get site(): GuestSite {
    return this.bench.site;
  }

  /** How an order is followed in this lane while all is well. */
  get calm(): 'connected' | 'polling' {
    return this.transport === 'polling' ? 'polling' : 'connected';
  }

  /** Opens a page on a phone of its own, and waits for nothing. */
  abstract open(options?: PageOptions): Promise<Page>;

  /** All is well again, and the pages that were opened since the last time are gone. */
  abstract reset(): Promise<void>;

  abstract close(): Promise<void>;

  /** The attributes with which a page follows an order in this lane. */
  attributes(tokenUrl = `${this.proxy.url}/api/track`): Readonly<Record<string, string>> {
    const { url } = this.proxy;
    const polling = { 'poll-url': `${url}/api/orders/{id}`, 'token-url': tokenUrl };
    const webSocketUrl = url.replace('http', 'ws');
    switch (this.transport) {
      case 'polling':
        return polling;
      case 'websocket':
        return { 'websocket-url': `${webSocketUrl}/ws`, ...polling };
      case 'plain':
        return {
          'websocket-url': `${webSocketUrl}/plain`,
          'websocket-protocol': 'plain',
          'websocket-hello': '[{"login":"{token}"},{"follow":"{id}"}]',
          'websocket-heartbeat': '{"send":{"ping":true},"answer":{"pong":true}}',
          ...polling,
        };
      default:
        return {
          'supabase-url': url,
          'supabase-key': this.server.secrets.publishableKey,
          'supabase-channel': this.transport,
          'supabase-read': 'order_snapshot',
          'token-url': tokenUrl,
        };
    }
  }
}
