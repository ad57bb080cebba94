import { place } from './shared.js';

/** The element, as a page would use it. Its script is the CDN's, loaded by the page. */
const { server, key, orderId, capability } = place();
const isSupabase = new URLSearchParams(location.search).get('transport') === 'supabase';

history.replaceState(null, '', `${location.pathname}${location.search}#track=${capability}`);
const tracker = document.createElement('order-status-tracker');
const attributes = {
  'order-id': orderId,
  'token-url': `${server}/api/track`,
  cache: 'none',
  ...(isSupabase
    ? {
        'supabase-url': server,
        'supabase-key': key,
        'supabase-channel': 'broadcast',
        'supabase-read': 'order_snapshot',
      }
    : { 'websocket-url': `${server.replace('http', 'ws')}/ws` }),
};
for (const [name, value] of Object.entries(attributes)) tracker.setAttribute(name, value);
document.body.append(tracker);
