import type {} from '../../../src/define.js';
import type { OrderStatusTracker } from '../../../src/elements/tracker/order-status-tracker.js';
import type { DemoConfig } from './demo-config.js';

const transports = ['supabase', 'websocket', 'polling'];

/**
 * Creates the element as this demo uses it. It may use every transport of the back end, or the one in the page's URL.
 * The element reads the order id and the capability from the URL itself.
 */
export function createTracker(config: DemoConfig, transport: string | null): OrderStatusTracker {
  const tracker = document.createElement('order-status-tracker');
  const attributes = {
    'supabase-url': config.supabase_url,
    'supabase-key': config.supabase_key,
    'supabase-read': 'order_snapshot',
    'websocket-url': config.websocket_url,
    'poll-url': config.poll_url,
    'token-url': config.token_url,
    'push-url': config.notify_url,
    'notify-by': 'push sms email',
    transport: transport !== null && transports.includes(transport) ? transport : 'auto',
    // In minutes. The default, a quarter of an hour, is too long for a demo.
    'rating-after': '0.1',
    // The menu shows the order again while it is open.
    recent: 'on',
    // In seconds. Without a live transport the demo polls as often as the element allows.
    ...(transport === 'polling' && { 'poll-interval': '5' }),
  };
  for (const [name, value] of Object.entries(attributes)) tracker.setAttribute(name, value);
  return tracker;
}

/** What the tracker offers for an order. */
export interface Offers {
  /** Whether the payment was declined: then there is no receipt, no rating and nothing to share. */
  readonly isDeclined: boolean;
  /** Whether the page itself leads back to the order form. */
  readonly hasWayBack: boolean;
}

export function offer(tracker: HTMLElement, { isDeclined, hasWayBack }: Offers): void {
  const paid = isDeclined ? 'off' : 'on';
  const attributes = {
    rating: paid,
    receipt: paid,
    share: paid,
    float: paid,
    tab: 'on',
    'on-my-way': 'on',
    'ask-kitchen': 'on',
    'got-it': 'on',
    reorder: hasWayBack ? 'off' : '/order',
  };
  for (const [name, value] of Object.entries(attributes)) tracker.setAttribute(name, value);
}
