import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import { lazyTransport } from '../../../src/transports/lazy-transport.js';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import type { Tab } from './tab.js';

/**
 * The kinds of back ends: the transports, and whether tokens are required. With `supabase` the tracker chooses the
 * channel by itself; `broadcast` and `changes` set it. A project without tokens has no private channels. A `plain`
 * WebSocket answers pings only with a `heartbeat`, and says only with `confirm` whether it follows the order.
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
  'events+polling',
  'plain+polling',
  'plain+heartbeat',
  'plain+heartbeat+polling',
  'plain+heartbeat+polling+token',
  'plain+heartbeat+confirm+polling',
] as const;
export type WorldKind = (typeof kinds)[number];

/** Whether the server pushes changes. */
export const isPushed = (kind: WorldKind): boolean => !kind.startsWith('polling');
export const isSupabase = (kind: WorldKind): boolean => /supabase|broadcast|changes/.test(kind);
/** Whether the order can be read with an HTTP request, independent of the live connection. */
export const isReadable = (kind: WorldKind): boolean => kind.includes('polling') || isSupabase(kind);
/** Whether the order cannot be read at all. A change that the server lost is then known only after the next message. */
export const cannotRead = (kind: WorldKind): boolean => kind === 'plain+heartbeat';
/** Whether the server answers no pings. The lease of the connection then ends between two changes. */
export const hasNoHeartbeat = (kind: WorldKind): boolean => /plain|events/.test(kind) && !kind.includes('heartbeat');

/** Whether a plain server says that the subscription stands, or that it refuses. Else the first order shows it. */
export const isConfirmed = (kind: WorldKind): boolean => kind.includes('confirm');

/** The tracker's options for this kind of back end. */
export function connectionOptions(kind: WorldKind, tab: Tab): OrderTrackerOptions {
  return {
    ...(kind.includes('socket') && { websocketUrl: 'wss://kitchen.test/live' }),
    ...(kind.includes('plain') && plainOptions(kind)),
    ...(kind.includes('events') && { eventsUrl: 'https://kitchen.test/events/{id}' }),
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
    ...(isConfirmed(kind) && { websocketConfirm: { type: 'followed' }, websocketRefuse: { type: 'refused' } }),
    ...(kind.includes('heartbeat') && { websocketHeartbeat: { send: { type: 'ping' }, answer: { type: 'pong' } } }),
  };
}

/**
 * Like `createTransport`, but without loading the code, which takes real time and not simulated time. The transport
 * caches its choice of channel per page load and URL. Each simulated page load therefore has its own URL.
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
