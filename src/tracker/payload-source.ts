import { decoded } from '../order/order-id.js';
import type { PayloadSource } from '../order/wire.js';
import type { Origin } from './chart/chart.types.js';
import type { OrderTrackerOptions } from './options.js';

interface TrackedSource extends PayloadSource {
  /** Whether the server was told which order it is, so that what it sends is about it, with an id or without. */
  readonly isTold: boolean;
}

/** What is known of payloads of this origin before they are parsed. */
export function sourceOf(options: OrderTrackerOptions, origin: Origin): TrackedSource {
  const { orderId = '', pollUrl, transport = 'auto', supabaseUrl, supabase } = options;
  const isRead = origin === 'read';
  const isSupabase = transport === 'supabase' || (transport === 'auto' && Boolean(supabaseUrl || supabase));
  // Supabase's channels and reads, and those of a page's own transport, are told the id.
  const isPollNamed = !pollUrl || namesOrder(pollUrl, orderId) || tells(options.pollBody, orderId);
  const isOwn = isSupabase || typeof transport === 'object';
  const { isTold, isNamed } = connectionOf(options, orderId);
  return {
    expected: { id: orderId, isNamed: isRead ? isPollNamed : origin === 'live' && (isOwn || isNamed) },
    isTold: !isRead && (isOwn || isTold),
    isUtc: isSupabase && !(isRead && pollUrl),
  };
}

/**
 * Whether a stream or a socket brings this order alone, as its address names it or what is sent over it; and whether what is
 * sent does.
 */
function connectionOf(options: OrderTrackerOptions, orderId: string) {
  const { transport, eventsUrl = '', eventsHello, websocketUrl = '' } = options;
  const isStream = !websocketUrl || transport === 'sse';
  const isOurs = !isStream && options.websocketProtocol !== 'plain';
  const sent = isStream ? eventsHello : [options.websocketHello, options.websocketChannel];
  const isTold = isOurs || tells(sent, orderId);
  const isNamed = isOurs || (isStream && isTold) || namesOrder(isStream ? eventsUrl : websocketUrl, orderId);
  return { isTold, isNamed };
}

/** Whether the URL has a place for the id, or was written with it: `/orders/42.json`, PostgREST's `?id=eq.42`. */
function namesOrder(url: string, orderId: string): boolean {
  return url.includes('{id}') || url.split(/[/?&#]|=(?:eq\.)?|\.json\b/).some((part) => decoded(part) === orderId);
}

/** The same for what is sent: a text in it is the id, or ends with it: `orders/42`. */
function tells(sent: unknown, orderId: string): boolean {
  const text = JSON.stringify(sent ?? '');
  const isBefore = (mark = '/') => '/.:'.includes(mark);
  const names = (part: string) => part.endsWith(orderId) && isBefore(part.at(-1 - orderId.length));
  return text.includes('{id}') || text.split('"').some(names);
}
