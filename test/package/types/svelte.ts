/*
 * What Svelte's templates accept and refuse. Its own checker reads the same types.
 */
import 'order-status-tracker/types/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

type Tracker = SvelteHTMLElements['order-status-tracker'];

export const accepted: readonly Tracker[] = [
  { 'order-id': '42', 'poll-url': '/orders/{id}.json', 'poll-interval': 15, layout: 'compact', class: 'card' },
  { orderId: '42', order: { id: '42', status: 'pending' }, labels: { ready: 'Done' } },
  { 'onorder-ready': ({ order }) => void order.id, 'on:order-error': ({ code }) => void code },
];
export const board: SvelteHTMLElements['order-status-board'] = { 'restaurant-id': '7', 'onboard-update': () => {} };

export const refused: readonly Tracker[] = [
  // @ts-expect-error: no such layout
  { layout: 'wide' },
  // @ts-expect-error: no such attribute
  { 'ordr-id': '42' },
  // @ts-expect-error: no such event
  { 'onorder-redy': () => {} },
  // @ts-expect-error: the event has no status
  { 'onorder-ready': ({ status }) => void status },
  // @ts-expect-error: what only the element writes
  { connectionStatus: 'connected' },
];
