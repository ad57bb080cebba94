import type {} from '../../../src/elements/tracker/order-status-tracker.events.js';
import type { DemoConfig } from '../shared/demo-config.js';

const transports = ['supabase', 'websocket', 'polling'];

/**
 * The element as this demonstration uses it: it may follow the order in every way that the back end offers, or in the
 * one that the page's address asks for. The order and the secret it takes from the address itself.
 */
export function createTracker(config: DemoConfig, transport: string | null): HTMLElement {
  const tracker = document.createElement('order-status-tracker');
  const attributes = {
    'supabase-url': config.supabase_url,
    'supabase-key': config.supabase_key,
    'supabase-read': 'order_snapshot',
    'websocket-url': config.websocket_url,
    'poll-url': config.poll_url,
    'token-url': config.token_url,
    transport: transport !== null && transports.includes(transport) ? transport : 'auto',
    // A demonstration cannot wait for a quarter of an hour; minutes.
    rating: 'on',
    'rating-after': '0.1',
    reorder: '/',
    receipt: 'on',
    // Where polling is all there is, as often as the element allows; in seconds.
    ...(transport === 'polling' && { 'poll-interval': '5' }),
  };
  for (const [name, value] of Object.entries(attributes)) tracker.setAttribute(name, value);
  return tracker;
}
