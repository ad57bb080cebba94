import type { Order } from '../../src/order/order.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { anOrder, expectedIn, type FakeTracked } from './fake-tracker.js';

const minute = 60_000;

/** Something that happens to an order on an evening. */
export type Step = readonly [name: string, happens: (tracker: FakeTracked) => Promise<unknown> | unknown];

export const change = (order: Partial<Order>, news?: Partial<OrderTrackerSnapshot>) => (tracker: FakeTracked) =>
  tracker.tracking.change(order, news);
const know = (news: Partial<OrderTrackerSnapshot>) => (tracker: FakeTracked) => tracker.tracking.know(news);
const pass = (milliseconds: number) => (tracker: FakeTracked) => tracker.world.pass(milliseconds);
const expected =
  (from: number, to: number, late = false, of: 'ready' | 'arrival' = 'ready') =>
  (tracker: FakeTracked) =>
    tracker.tracking.know(expectedIn(tracker, from, to, { late, of }));
const error = { code: 'unreachable', message: '', recoverable: true } as const;

/** The usual evening: live all the time. */
const usual: readonly Step[] = [
  ['live', know({ connectionStatus: 'connected', isCached: false })],
  ['estimated', expected(22, 30)],
  ['preparing', change({ status: 'preparing' })],
  ['toast gone', pass(9_000)],
  ['sooner', expected(8, 13)],
  ['soon', expected(0, 2)],
  ['late', expected(-5, -1, true)],
  ['dishes', change({ items: anOrder.items.map((item) => ({ ...item, status: 'ready' as const })) })],
  ['ready', change({ status: 'ready' }, { estimate: undefined })],
  ['toast gone', pass(9_000)],
  ['served', change({ status: 'served' })],
  ['toast gone', pass(9_000)],
  ['completed', change({ status: 'completed' })],
  ['closed', know({ connectionStatus: 'closed' })],
  ['toast gone', pass(9_000)],
];

/** An evening on which things go wrong. */
const bad: readonly Step[] = [
  ['live', know({ connectionStatus: 'connected', isCached: false })],
  ['estimated', expected(22, 30)],
  ['preparing', change({ status: 'preparing' })],
  ['polling', know({ connectionStatus: 'polling' })],
  ['offline', know({ connectionStatus: 'offline' })],
  ['connecting', know({ connectionStatus: 'connecting' })],
  ['unreachable', know({ connectionStatus: 'error', error })],
  ['recovered', know({ connectionStatus: 'connected', error: undefined })],
  ['delayed', change({ delayed: true })],
  ['offline while delayed', know({ connectionStatus: 'offline' })],
  ['live', know({ connectionStatus: 'connected' })],
  ['on hold', change({ delayed: false, onHold: true })],
  ['lifted', change({ onHold: false })],
  ['ready', change({ status: 'ready' }, { estimate: undefined })],
  ['offline', know({ connectionStatus: 'offline' })],
  ['live', know({ connectionStatus: 'connected' })],
  ['back', change({ status: 'preparing' })],
  ['cancelled', change({ status: 'cancelled' })],
  ['closed', know({ connectionStatus: 'closed' })],
];

/** A delivery of which it is known when it arrives, on an evening on which things go wrong. */
export const delivered: readonly Step[] = [
  ['delivery', change({ fulfilment: 'delivery' })],
  ['live', know({ connectionStatus: 'connected', isCached: false })],
  ['estimated', expected(35, 45, false, 'arrival')],
  ['preparing', change({ status: 'preparing' })],
  ['offline', know({ connectionStatus: 'offline' })],
  ['live', know({ connectionStatus: 'connected' })],
  ['ready', change({ status: 'ready' })],
  ['offline', know({ connectionStatus: 'offline' })],
  ['live', know({ connectionStatus: 'connected' })],
  ['on its way', change({ status: 'out_for_delivery' })],
  ['offline', know({ connectionStatus: 'offline' })],
  ['unreachable', know({ connectionStatus: 'error', error })],
  ['live', know({ connectionStatus: 'connected', error: undefined })],
  ['delivered', change({ status: 'completed' }, { estimate: undefined })],
  ['closed', know({ connectionStatus: 'closed' })],
];

export const evenings = { usual, bad };

/** After an evening, where the page offers it. */
export const rated: readonly Step[] = [
  ['asked how it was', pass(20 * minute)],
  ['asked how it was, drawn', know({})],
];

/** What the page shows before an evening: what the device or the page itself knew. */
export const before: Partial<OrderTrackerSnapshot> = {
  order: { ...anOrder, status: 'pending' },
  connectionStatus: 'connecting',
  isCached: true,
};

/** Everything that a page can offer its guests. */
export const everythingOffered = {
  askKitchen: 'on',
  receipt: 'on',
  reorder: 'on',
  tip: 'on',
  share: 'on',
  float: 'on',
  onMyWay: 'on',
  gotIt: 'on',
  rating: 'on',
} as const;
