import { createClient } from '@supabase/supabase-js';
import { motion } from 'motion/react';
import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type BenchOrder, fetchToken, place, steps } from './shared.js';

/** The usual stack of most sites: a React hook with supabase-js, and a motion library for the progress bar. */
function useOrder(): BenchOrder | undefined {
  const [order, setOrder] = useState<BenchOrder>();
  useEffect(() => {
    const here = place();
    const token = fetchToken(here);
    const supabase = createClient(here.server, here.key, { accessToken: () => token });
    const read = async () => {
      const { data } = await supabase.rpc('order_snapshot', { order_id: here.orderId });
      if (data) setOrder(data as BenchOrder);
    };
    void supabase.realtime.setAuth().then(() => {
      supabase
        .channel(`order:${here.orderId}`, { config: { private: true } })
        .on('broadcast', { event: '*' }, ({ payload }) => setOrder((known) => ({ ...known, ...payload }) as BenchOrder))
        .subscribe();
      void read();
    });
    return () => void supabase.removeAllChannels();
  }, []);
  return order;
}

function Tracker(): ReturnType<typeof createElement> {
  const { status, items = [] } = useOrder() ?? {};
  const share = ((steps as readonly (string | undefined)[]).indexOf(status) + 1) / steps.length;
  return createElement(
    'div',
    { 'data-tracker': '', ...(status && { status }) },
    createElement('h2', null, status),
    createElement(motion.div, { animate: { width: `${share * 100}%` } }),
    createElement(
      'ol',
      null,
      steps.map((step) =>
        createElement('li', { key: step, 'aria-current': step === status ? 'step' : undefined }, step),
      ),
    ),
    createElement(
      'ul',
      null,
      items.map(({ name, quantity }) => createElement('li', { key: name }, `${quantity} × ${name}`)),
    ),
  );
}

const root = document.createElement('div');
document.body.append(root);
createRoot(root).render(createElement(Tracker));
