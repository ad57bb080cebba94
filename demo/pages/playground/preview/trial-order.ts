import { loadDemoConfig } from '../../shared/demo-config.js';

/**
 * Orders an espresso in this demo and exchanges the link that comes back, as the element does. Resolves with the
 * attributes that follow it; the token holds for a few minutes. Rejects if the demo server cannot be reached.
 */
export async function placeTrialOrder(): Promise<Readonly<Record<string, string>>> {
  const config = await loadDemoConfig();
  const items = [{ name: 'Espresso', quantity: 1 }];
  const placed = await post('/api/orders', { fulfilment: 'dine_in', table_label: '12', items, payment: 'succeeded' });
  const link = new URL(placed.track_url ?? '');
  const orderId = link.searchParams.get('order_id') ?? '';
  const capability = new URLSearchParams(link.hash.slice(1)).get('track');
  const { access_token: token = '' } = await post(config.token_url, { order_id: orderId, capability });
  return {
    'order-id': orderId,
    'access-token': token,
    'supabase-url': config.supabase_url,
    'supabase-key': config.supabase_key,
    'supabase-read': 'order_snapshot',
    'websocket-url': config.websocket_url,
    'poll-url': config.poll_url,
  };
}

async function post(url: string, body: unknown): Promise<Readonly<Record<string, string | undefined>>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    referrerPolicy: 'no-referrer',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The demo server answered ${response.status}.`);
  return response.json() as Promise<Record<string, string | undefined>>;
}
