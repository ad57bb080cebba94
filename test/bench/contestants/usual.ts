/** The usual stack of most sites: a React hook with supabase-js, and a motion library for the card's animations. */
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { motion } from 'motion/react';
import { createElement, type ReactElement, useEffect, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { type CardOrder, css, money, percentOf, stateOf, stepOf, steps, time } from './card.js';

let client: SupabaseClient | undefined;

function useOrder(server: string, id: string): { readonly order: CardOrder | undefined; readonly isLive: boolean } {
  const [order, setOrder] = useState<CardOrder>();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    client ??= createClient(server, 'sb_publishable_bench');
    const supabase = client;
    const change = { event: 'UPDATE', schema: 'public', table: 'orders', filter: `id=eq.${id}` } as const;
    const channel = supabase
      .channel(`order-${id}`)
      .on<CardOrder>('postgres_changes', change, ({ new: row }) => setOrder(row))
      .subscribe((status) => setLive(status === 'SUBSCRIBED'));
    void supabase
      .from('orders')
      .select('*')
      .eq('id', id)
      .single()
      .then(({ data }) => data && setOrder((known) => known ?? (data as CardOrder)));
    return () => void supabase.removeChannel(channel);
  }, [server, id]);
  return { order, isLive };
}

const h = createElement;

function Steps({ reached }: { readonly reached: number }): ReactElement {
  return h(
    'ol',
    { 'aria-label': 'Steps of your order' },
    steps.map(({ status, title, text }, index) =>
      h(
        'li',
        {
          key: status,
          className: index < reached ? 'done' : '',
          'aria-current': index === reached ? 'step' : undefined,
        },
        h('span', { className: 'mark' }),
        h(
          'span',
          null,
          h('span', null, title),
          h('span', { className: 'quiet' }, stateOf(index, reached)),
          h('span', { className: 'quiet' }, text),
        ),
      ),
    ),
  );
}

function Items({ items, total_minor, currency }: CardOrder): ReactElement {
  const count = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return h(
    'details',
    { open: true },
    h('summary', null, h('span', null, `${count} items`), h('span', null, money(total_minor, currency))),
    h(
      'ul',
      null,
      items.map(({ name, quantity }) => h('li', { key: name }, `${quantity}× ${name}`)),
    ),
  );
}

function Tracker({ server, id }: { readonly server: string; readonly id: string }): ReactElement {
  const { order, isLive } = useOrder(server, id);
  const reached = stepOf(order?.status ?? '');
  const { title = 'Looking up your order', text = 'This takes only a moment', icon = '' } = steps[reached] ?? {};
  const percent = percentOf(reached);
  return h(
    'article',
    { className: 'card' },
    h(
      'header',
      null,
      h('div', null, h('strong', null, order?.restaurant_name), order && `Table ${order.table_label}`),
      h(
        'p',
        { className: 'live' },
        h('span', { className: 'dot' }),
        h('span', { 'data-part': 'connection-text' }, isLive ? 'Live' : 'Connecting…'),
      ),
    ),
    h(
      motion.div,
      { key: title, className: 'hero', initial: { opacity: 0, y: 8 }, animate: { opacity: 1, y: 0 } },
      h('svg', { viewBox: '0 0 24 24' }, h('path', { d: icon })),
      h('div', { className: 'words' }, h('h2', { 'data-part': 'headline' }, title), h('p', null, text)),
      order && h('p', { className: 'number' }, `Order ${order.number}`),
    ),
    h(
      'div',
      { className: 'progress' },
      h(
        'div',
        { className: 'track', role: 'progressbar', 'aria-valuenow': percent },
        h(motion.div, { className: 'fill', initial: false, animate: { width: `${percent}%` } }),
      ),
      h('span', null, `${percent}%`),
    ),
    h(Steps, { reached }),
    order && h(Items, order),
    h('footer', null, `Updated ${time()}`),
  );
}

const style = document.createElement('style');
style.textContent = css;
document.head.append(style);

/** So that a page mounts it by a tag, as it mounts the other contestants. */
class UsualTracker extends HTMLElement {
  #root: Root | undefined;

  connectedCallback(): void {
    const { order = '', server = '' } = this.dataset;
    this.#root = createRoot(this);
    this.#root.render(h(Tracker, { server, id: order }));
  }

  disconnectedCallback(): void {
    this.#root?.unmount();
  }
}

customElements.define('usual-tracker', UsualTracker);
