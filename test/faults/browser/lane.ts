import type { DemoServer } from '../../../demo/server/server.js';
import type { GuestSite } from './guest-site.js';
import type { TcpProxy } from './tcp-proxy.js';

export const laneTransports = ['broadcast', 'changes', 'websocket', 'polling'] as const;
/** How the orders of a lane are followed; the first two are Supabase's. */
export type LaneTransport = (typeof laneTransports)[number];

/** Everything that the guests of one transport share: above all a network that can be broken. */
export class Lane {
  readonly transport: LaneTransport;
  readonly server: DemoServer;
  readonly site: GuestSite;
  readonly proxy: TcpProxy;

  constructor(transport: LaneTransport, server: DemoServer, site: GuestSite, proxy: TcpProxy) {
    this.transport = transport;
    this.server = server;
    this.site = site;
    this.proxy = proxy;
  }

  /** How an order is followed in this lane while all is well. */
  get calm(): 'connected' | 'polling' {
    return this.transport === 'polling' ? 'polling' : 'connected';
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
}
