import type { PayloadSource } from '../order/wire.js';
import type { Origin } from './chart/chart.types.js';
import type { OrderTrackerOptions } from './options.js';

/** What is known of payloads of this origin before they are parsed. */
export function sourceOf(options: OrderTrackerOptions, origin: Origin): PayloadSource {
  const { orderId = '', pollUrl, pollBody, websocketUrl = '', websocketProtocol } = options;
  const { transport = 'auto', supabaseUrl, supabase } = options;
  const isRead = origin === 'read';
  // Supabase's channels and reads, and those of a page's own transport, are told the id.
  const isPollNamed = !pollUrl || namesOrder(pollUrl, orderId) || JSON.stringify(pollBody ?? '').includes('{id}');
  const isLiveNamed = websocketProtocol !== 'plain' || websocketUrl.includes('{id}');
  const isSupabase = transport === 'supabase' || (transport === 'auto' && Boolean(supabaseUrl || supabase));
  return {
    expected: { id: orderId, isNamed: isRead ? isPollNamed : origin === 'live' && isLiveNamed },
    isUtc: isSupabase && !(isRead && pollUrl),
  };
}

/** Whether the URL has a place for the id, or was written with it. */
function namesOrder(url: string, orderId: string): boolean {
  return url.includes('{id}') || url.split(/[/?&=#]/).includes(encodeURIComponent(orderId));
}
