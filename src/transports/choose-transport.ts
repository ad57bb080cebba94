import { composeTransports } from './compose-transports.js';
import { lazyTransport } from './lazy-transport.js';
import { pollingTransport } from './polling.js';
import { checkUrl, type PagePlace } from './safe-url.js';
import { loadSupabase } from './supabase-loader.js';
import type { SupabaseOptions } from './supabase-options.js';
import { type OrderTransport, ReadError } from './transport.js';
import { type WebSocketHeartbeat, webSocketTransport } from './websocket.js';

/** The options that decide how an order is reached. They are those of the tracker. */
export interface TransportOptions extends SupabaseOptions {
  /** A name, or an object that implements `OrderTransport`. Default `auto`: the first that is configured. */
  transport?: 'auto' | 'supabase' | 'websocket' | 'polling' | OrderTransport | undefined;
  websocketUrl?: string | undefined;
  websocketProtocol?: 'order-status.v1' | 'plain' | undefined;
  websocketHello?: readonly unknown[] | undefined;
  websocketHeartbeat?: WebSocketHeartbeat | undefined;
  pollUrl?: string | undefined;
}

/** What of the world outside the transports use. Default: the browser's. */
export interface TransportEnvironment extends PagePlace {
  readonly WebSocket?: typeof WebSocket | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly sessionStorage?:
    | { getItem(key: string): string | null; setItem(key: string, value: string): void }
    | undefined;
}

/**
 * The way to follow an order that the options ask for, with `poll-url` as its reader where there is one.
 *
 * @throws ReadError of kind `config`, whose reason says what to change. Nothing has been requested then.
 */
export function chooseTransport(options: TransportOptions, environment: TransportEnvironment = {}): OrderTransport {
  const { transport: wish = 'auto', pollUrl } = options;
  const reader = pollUrl
    ? pollingTransport({ url: checked('poll-url', pollUrl, 'http', environment), fetch: environment.fetch })
    : undefined;
  if (typeof wish === 'object') {
    if (!wish.connect && !wish.read) refuse('The transport object needs a method connect or read.');
    return reader && wish.connect ? composeTransports(wish, reader) : wish;
  }
  const name = wish === 'auto' ? firstConfigured(options) : wish;
  switch (name) {
    case 'polling':
      return reader ?? refuse('The transport "polling" needs poll-url.');
    case 'websocket': {
      const live = webSocket(options, environment);
      return reader ? composeTransports(live, reader) : live;
    }
    case 'supabase': {
      const live = supabase(options, environment);
      return reader ? composeTransports(live, reader) : live;
    }
    default:
      return refuse(`There is no transport "${name}": use auto, supabase, websocket or polling.`);
  }
}

function firstConfigured(options: TransportOptions): 'supabase' | 'websocket' | 'polling' {
  if (options.supabase || options.supabaseUrl || options.supabaseKey) return 'supabase';
  if (options.websocketUrl) return 'websocket';
  if (options.pollUrl) return 'polling';
  return refuse('Set supabase-url and supabase-key, websocket-url, or poll-url, so that the order can be followed.');
}

function webSocket(options: TransportOptions, environment: TransportEnvironment): OrderTransport {
  const { websocketUrl, websocketProtocol: protocol = 'order-status.v1', websocketHello: hello } = options;
  if (!websocketUrl) return refuse('The transport "websocket" needs websocket-url.');
  if (protocol !== 'order-status.v1' && protocol !== 'plain') {
    return refuse('websocket-protocol has to be order-status.v1 or plain.');
  }
  if (hello !== undefined && !Array.isArray(hello)) return refuse('websocket-hello has to be a list of messages.');
  return webSocketTransport({
    url: checked('websocket-url', websocketUrl, 'ws', environment),
    protocol,
    hello,
    heartbeat: options.websocketHeartbeat ?? undefined,
    WebSocket: environment.WebSocket,
  });
}

function supabase(options: TransportOptions, environment: TransportEnvironment): OrderTransport {
  const { supabase: client, supabaseUrl, supabaseKey, supabaseChannel = 'auto' } = options;
  if (!client && !(supabaseUrl && supabaseKey)) return refuse('Supabase needs both supabase-url and supabase-key.');
  if (!['auto', 'broadcast', 'changes'].includes(supabaseChannel)) {
    return refuse('supabase-channel has to be auto, broadcast or changes.');
  }
  const settled = {
    ...options,
    supabaseUrl: client || !supabaseUrl ? undefined : checked('supabase-url', supabaseUrl, 'http', environment),
  };
  return lazyTransport({ name: 'supabase', traits: { authenticated: true } }, async () =>
    (await loadSupabase()).supabaseTransport(settled, environment),
  );
}

function checked(option: string, text: string, family: 'http' | 'ws', place: PagePlace): string {
  const result = checkUrl(option, text, family, place);
  return 'url' in result ? result.url : refuse(result.problem);
}

function refuse(reason: string): never {
  throw new ReadError({ kind: 'config', reason });
}
