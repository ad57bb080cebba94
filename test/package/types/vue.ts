/*
 * What Vue's templates accept and refuse. Its own checker reads the same types.
 */
import 'order-status-tracker/types/vue';
import type { GlobalComponents } from 'vue';

type Tracker = InstanceType<GlobalComponents['order-status-tracker']>;
type Board = InstanceType<GlobalComponents['order-status-board']>;

export const accepted: readonly Tracker['$props'][] = [
  { 'order-id': '42', 'poll-url': '/orders/{id}.json', 'poll-interval': 15, layout: 'compact', class: 'card', key: 1 },
  { orderId: '42', order: { id: '42', status: 'pending' }, labels: { ready: 'Done' } },
  { onOrderReady: ({ order }) => order.id, onOrderStatusChange: ({ status }) => status },
];
export const board: Board['$props'] = { 'restaurant-id': '7', onBoardUpdate: ({ ready }) => ready.length };
export const refresh = (tracker: Tracker): Promise<void> => tracker.refresh();

export const refused: readonly Tracker['$props'][] = [
  // @ts-expect-error: no such layout
  { layout: 'wide' },
  // @ts-expect-error: no such attribute
  { 'ordr-id': '42' },
  // @ts-expect-error: no such event
  { onOrderRedy: () => {} },
  // @ts-expect-error: the event has no status
  { onOrderReady: ({ status }) => status },
  // @ts-expect-error: what only the element writes
  { connectionStatus: 'connected' },
];
