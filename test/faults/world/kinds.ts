import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import { lazyTransport } from '../../../src/transports/lazy-transport.js';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import type { Tab } from './tab.js';

/**
 * How the order is reached: by which transports, and whether a token is wanted. `supabase` finds out by itself where to
 * listen, `broadcast` and `changes` are told; a project without tokens has no private channels. A `plain` WebSocket
 * answers questions only with a `heartbeat`.
 */
export const kinds = [
  'socket+polling',
  'socket+polling+token',
  'socket',
  'socket+token',
  'polling',
  'polling+token',
  'supabase',
  'supabase+token',
  'broadcast+token',
  'broadcast+polling+token',
  'changes',
  'changes+token',
  'plain+polling',
  'plain+heartbeat',
  'plain+heartbeat+polling',
  'plain+heartbeat+polling+token',
] as const;
export type WorldKind = (typeof kinds)[number];

/** Whether changes can arrive by themselves. */
export const isPushed = (kind: WorldKind): boolean => !kind.startsWith('polling');
export const isSupabase = (kind: WorldKind): boolean => /supabase|broadcast|changes/.test(kind);
/** Whether the order can be read by a request, whatever becomes of the live connection. */
export const isReadable = (kind: WorldKind): boolean => kind.includes('polling') || isSupabase(kind);
/** Whether nothing can ever be asked: what the server lost then, only its next message brings. */
export const isUnasked = (kind: WorldKind): boolean => kind === 'plain+heartbeat';
/** Whether silence says nothing, and "live" runs out between two changes. */
export const isMute = (kind: WorldKind): boolean => kind.includes('plain') && !kind.includes('heartbeat');

/** What a page of this kind is set up with. */
export function connectionOptions(kind: WorldKind, tab: Tab): OrderTrackerOptions {
  return {
    ...(kind.includes('socket') && { websocketUrl: 'wss://kitchen.test/live' }),
    ...(kind.includes('plain') && plainOptions(kind)),
    ...(kind.includes('polling') && { pollUrl: 'https://kitchen.test/orders/{id}' }),
    ...(isSupabase(kind) && { transport: supabase(kind, tab) }),
  };
}

function plainOptions(kind: WorldKind): OrderTrackerOptions {
  const login = kind.includes('token') ? [{ type: 'login', token: '{token}' }] : [];
  return {
    websocketUrl: 'wss://kitchen.test/plain',
    websocketProtocol: 'plain',
    websocketHello: [...login, { type: 'follow', order: '{id}' }],
    ...(kind.includes('heartbeat') && { websocketHeartbeat: { send: { type: 'ping' }, answer: { type: 'pong' } } }),
  };
}

/**
 * As `createTransport` makes it, but for the loading of the code, which would take time that is not simulated. The
 * transport remembers what it found out for as long as a page is loaded, by URL, so every page load has its own.
 */
function supabase(kind: WorldKind, { environment, serial }: Tab) {
  const [supabaseChannel] = /broadcast|changes/.exec(kind) ?? [];
  const options = {
    supabaseUrl: `https://page-${serial}.supabase.test`,
    supabaseKey: 'sb_publishable_test',
    supabaseChannel: supabaseChannel as 'broadcast' | 'changes' | undefined,
  };
  return lazyTransport({ name: 'supabase', traits: { authenticated: true } }, async () =>
    supabaseTransport(options, environment),
  );
}
