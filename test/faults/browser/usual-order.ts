/**
 * The usual hook of most sites: it reads the order once, subscribes to its changes with supabase-js, stores them in React
 * state, and shows a green dot on SUBSCRIBED. The same faults run against it and against our element. It marks its output
 * with attributes, so that both are measured in the same way.
 */
import { createClient } from '@supabase/supabase-js';
import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

interface Order {
  readonly id: string;
  readonly status: string;
  readonly version: number;
}

const { back } = globalThis as unknown as { back: { readonly url: string; readonly key: string } };
const orderId = new URLSearchParams(location.search).get('order_id') ?? '';
const capability = location.hash.replace('#track=', '');

async function fetchToken(): Promise<string> {
  const response = await fetch(`${back.url}/api/track`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: orderId, capability }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

function useOrder(onReady: () => void): { order: Order | undefined; isLive: boolean } {
  const [order, setOrder] = useState<Order>();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const token = fetchToken();
    const supabase = createClient(back.url, back.key, { accessToken: () => token });
    const change = { event: 'UPDATE', schema: 'public', table: 'orders', filter: `id=eq.${orderId}` } as const;
    void supabase
      .from('orders')
      .select('id, status, version')
      .eq('id', orderId)
      .single<Order>()
      .then(({ data }) => data && setOrder(data));
    // The token is set before the subscription; without it the first join would have no token.
    void supabase.realtime.setAuth().then(() =>
      supabase
        .channel(`order-${orderId}`)
        .on<Order>('postgres_changes', change, (payload) => {
          setOrder(payload.new);
          if (payload.new.status === 'ready') onReady();
        })
        .subscribe((status) => setLive(status === 'SUBSCRIBED')),
    );
    return () => void supabase.removeAllChannels();
  }, [onReady]);
  return { order, isLive };
}

function Order(): ReturnType<typeof createElement> {
  const [alert, setAlert] = useState('');
  const { order, isLive } = useOrder(useState(() => () => setAlert('Your order is ready!'))[0]);
  return createElement(
    'div',
    {
      'data-usual': '',
      'data-version': order?.version,
      status: order?.status,
      connection: isLive ? 'connected' : 'connecting',
    },
    createElement('span', { style: { color: isLive ? 'green' : 'grey' } }, '●'),
    createElement('h2', null, order?.status),
    createElement('p', { role: 'alert' }, alert),
  );
}

const root = createRoot(document.querySelector('main') ?? document.body);
root.render(createElement(Order));
Object.assign(globalThis, { unmountUsual: () => root.unmount() });
