import { composeTransports } from './compose-transports.js';
import { pollingTransport } from './http/polling.js';
import { lazyTransport } from './lazy-transport.js';
import { type PagePlace, safeUrl } from './safe-url.js';
import type { SupabaseOptions } from './supabase/options.js';
import { loadSupabase } from './supabase/supabase-loader.js';
import { type OrderTransport, ReadError, type Subject } from './transport.js';
import { type WebSocketHeartbeat, webSocketTransport } from './websocket/websocket.js';

/** The options that decide how an order is reached. They are those of the tracker. */
export interface TransportOptions extends SupabaseOptions {
  /** Default `order`. */
  subject?: Subject | undefined;
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
  /** Its `monotone` tells how long something took, in milliseconds. */
  readonly clock?: { monotone(): number } | undefined;
}

/**
 * The way to follow an order that the options ask for, with `poll-url` as its reader where there is one.
 *
 * @throws ReadError of kind `config`, whose reason says what to change. Nothing has been requested then.
 */
export function createTransport(options: TransportOptions, environment: TransportEnvironment = {}): OrderTransport {
  const { transport: wish = 'auto', pollUrl, websocketUrl, supabase, supabaseUrl, supabaseKey } = options;
  const { fetch } = environment;
  const reader = pollUrl
    ? pollingTransport({ url: safeUrl('poll-url', pollUrl, 'http', environment), fetch })
    : undefined;

  if (typeof wish === 'object') {
    if (!wish.connect && !wish.read) refuse('The transport object needs a method connect or read');
    return reader && wish.connect ? composeTransports(wish, reader) : wish;
  }
  const configured =
    supabase || supabaseUrl || supabaseKey ? 'supabase' : websocketUrl ? 'websocket' : reader ? 'polling' : undefined;
  const name = wish === 'auto' ? configured : wish;
  if (name === 'polling') return reader ?? refuse('poll-url is missing');
  const live =
    name === 'supabase'
      ? supabaseFrom(options, environment)
      : name === 'websocket'
        ? webSocketFrom(options, environment)
        : refuse(
            `There is no transport ${name ?? 'yet'}: set supabase-url and supabase-key, websocket-url, or poll-url`,
          );
  return reader ? composeTransports(live, reader) : live;
}

function webSocketFrom(options: TransportOptions, environment: TransportEnvironment): OrderTransport {
  const { websocketUrl, websocketProtocol: protocol, websocketHello: hello, websocketHeartbeat: heartbeat } = options;
  if (!websocketUrl) return refuse('websocket-url is missing');
  expectOneOf('websocket-protocol', protocol, ['order-status.v1', 'plain']);
  if (hello && !Array.isArray(hello)) return refuse('websocket-hello has to be a list of messages');
  const url = safeUrl('websocket-url', websocketUrl, 'ws', environment);
  return webSocketTransport({
    url,
    subject: options.subject,
    // Attributes that are there and empty count as absent.
    protocol: protocol || undefined,
    hello: hello || undefined,
    heartbeat: heartbeat ?? undefined,
    WebSocket: environment.WebSocket,
  });
}

function supabaseFrom(options: TransportOptions, environment: TransportEnvironment): OrderTransport {
  const { supabase, supabaseUrl, supabaseKey, supabaseChannel } = options;
  expectOneOf('supabase-channel', supabaseChannel, ['auto', 'broadcast', 'changes']);
  const settled = { ...options };
  if (!supabase) {
    if (!supabaseUrl || !supabaseKey) return refuse('supabase-url and supabase-key are both needed');
    settled.supabaseUrl = safeUrl('supabase-url', supabaseUrl, 'http', environment);
  }
  return lazyTransport({ name: 'supabase', traits: { authenticated: true } }, async () =>
    (await loadSupabase()).supabaseTransport(settled, environment),
  );
}

function expectOneOf(option: string, value: string | undefined, allowed: readonly string[]): void {
  if (value && !allowed.includes(value)) refuse(`${option} has to be one of ${allowed.join(', ')}`);
}

function refuse(reason: string): never {
  throw new ReadError({ kind: 'config', reason: `${reason}.` });
}
