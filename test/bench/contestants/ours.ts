import { place } from './shared.js';

/** Creates the element as a page would. The page loads the CDN script of the element. */
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
