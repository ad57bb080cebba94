import type { DemoServer } from '../../../demo/server/server.js';
import type { PageOptions } from './guest-page.js';
import type { GuestSite } from './guest-site.js';
import type { TcpProxy } from './tcp-proxy.js';
import type { WatchedPage } from './watched-page.js';

export const faultTransports = ['broadcast', 'changes', 'websocket', 'plain', 'polling'] as const;
/** The transports that a fault run can use. The first two are Supabase's. */
export type FaultTransport = (typeof faultTransports)[number];

/** The servers that all runners share. */
export interface SharedServers {
  readonly server: DemoServer;
  readonly site: GuestSite;
  /** The port of the `PlainBackEnd`, which pushes plain JSON over a WebSocket. */
  readonly plainPort: number;
}

/** Runs fault rows with one transport in one browser, behind a proxy that simulates network faults. */
export abstract class FaultRunner<Page extends WatchedPage = WatchedPage> {
  readonly transport: FaultTransport;
  readonly servers: SharedServers;
  readonly proxy: TcpProxy;
  /** The name of the browser. */
  abstract readonly engine: string;
  /** The page under test: our element, or the usual hand-made hook. */
  readonly contestant: 'ours' | 'usual';

  constructor(
    transport: FaultTransport,
    servers: SharedServers,
    proxy: TcpProxy,
    contestant: 'ours' | 'usual' = 'ours',
  ) {
    this.transport = transport;
    this.servers = servers;
    this.proxy = proxy;
    this.contestant = contestant;
  }

  get server(): DemoServer {
    return this.servers.server;
  }

  get site(): GuestSite {
    return this.servers.site;
  }

  /** The connection that a tracker shows when there is no fault. */
  get normalConnection(): 'connected' | 'polling' {
    return this.transport === 'polling' ? 'polling' : 'connected';
  }

  /** Opens a page with its own storage. Does not wait until the order is shown. */
  abstract open(options?: PageOptions): Promise<Page>;

  /** Ends all faults, and closes the pages that were opened since the last reset. */
  abstract reset(): Promise<void>;

  abstract close(): Promise<void>;

  /** The tracker's attributes for this transport. */
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
