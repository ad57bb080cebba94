import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type KitchenChange, type KitchenOrder, withChange } from '../../../demo/pages/kitchen/kitchen-order.js';
import { OptimisticOrders } from '../../../demo/pages/kitchen/optimistic-orders.js';

const order: KitchenOrder = {
  id: 'A1',
  number: '7',
  status: 'pending',
  fulfilment: 'dine_in',
  table_label: '12',
  placed_at: '2026-01-01T12:00:00Z',
  updated_at: '2026-01-01T12:00:00Z',
  version: 1,
  estimated_ready_from: null,
  estimated_ready_to: null,
  delayed: false,
  on_hold: false,
  reason: null,
  items: [{ id: 'I1', name: 'Espresso', quantity: 2 }],
  messages: [],
};

/** A fake database that answers when the test calls `accept` or `refuse`. */
class SlowDatabase {
  readonly #asked: { order: KitchenOrder; change: KitchenChange; settle: PromiseWithResolversOf<KitchenOrder> }[] = [];

  readonly save = (order: KitchenOrder, change: KitchenChange): Promise<KitchenOrder> => {
    const settle = withResolvers<KitchenOrder>();
    this.#asked.push({ order, change, settle });
    return settle.promise;
  };

  get open(): number {
    return this.#asked.length;
  }

  async accept(): Promise<void> {
    const asked = this.#asked.shift();
    if (!asked) throw new Error('There is no pending save to accept.');
    asked.settle.resolve({ ...withChange(asked.order, asked.change, Date.now()), version: asked.order.version + 1 });
    await settled();
  }

  async refuse(message: string): Promise<void> {
    this.#asked.shift()?.settle.reject(new Error(message));
    await settled();
  }
}

interface PromiseWithResolversOf<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function withResolvers<T>(): PromiseWithResolversOf<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Waits until all pending promises have settled. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the kitchen board', () => {
  let database: SlowDatabase;
  let messages: string[];
  let orders: OptimisticOrders;
  const shown = () => orders.orders[0];

  beforeEach(() => {
    database = new SlowDatabase();
    messages = [];
    orders = new OptimisticOrders(
      database.save,
      () => {},
      (_order, message) => messages.push(message),
    );
    orders.replaceAll([order]);
  });

  it('shows the new status before the database has answered', () => {
    orders.change('A1', { status: 'preparing' });
    assert.equal(shown()?.status, 'preparing');
    assert.ok(orders.isWaiting('A1'));
  });

  it('keeps a change that the database accepted', async () => {
    orders.change('A1', { status: 'preparing' });
    await database.accept();
    assert.deepEqual([shown()?.status, shown()?.version, orders.isWaiting('A1')], ['preparing', 2, false]);
  });

  it('undoes a change that the database refused, and shows the reason', async () => {
    orders.change('A1', { status: 'preparing' });
    await database.refuse('The kitchen is closed.');
    assert.equal(shown()?.status, 'pending');
    assert.deepEqual(messages, ['The kitchen is closed.']);
  });

  it('sends quick changes of one order one after the other', async () => {
    orders.change('A1', { status: 'preparing' });
    orders.change('A1', { status: 'ready' });
    assert.deepEqual([shown()?.status, database.open], ['ready', 1]);
    await database.accept();
    assert.deepEqual([shown()?.status, database.open], ['ready', 1]);
    await database.accept();
    assert.deepEqual([shown()?.status, shown()?.version, database.open], ['ready', 3, 0]);
  });

  it('undoes the changes that followed a refused one', async () => {
    orders.change('A1', { status: 'preparing' });
    orders.change('A1', { status: 'ready' });
    await database.refuse('No.');
    assert.deepEqual([shown()?.status, database.open], ['pending', 0]);
  });

  it('ignores an older version of an order in a read', () => {
    orders.update({ ...order, status: 'ready', version: 5 });
    orders.replaceAll([{ ...order, status: 'preparing', version: 4 }]);
    assert.equal(shown()?.status, 'ready');
  });

  it('keeps the items when a change contains only the row', () => {
    const { items: _, ...row } = order;
    orders.update({ ...row, status: 'preparing', version: 2 });
    assert.deepEqual(shown()?.items, order.items);
  });

  it('keeps what the guest said when a change contains only the row, or a read is older than the order', async () => {
    const messages = [{ message: 'here', sent_at: '2026-01-01T12:10:00Z' }] as const;
    orders.replaceAll([{ ...order, messages }]);
    const { items: _, messages: __, ...row } = order;
    orders.update({ ...row, version: 2 });
    orders.change('A1', { status: 'preparing' });
    await database.accept();
    assert.deepEqual(shown()?.messages, messages);
    orders.replaceAll([
      { ...order, version: 1, messages: [...messages, { message: 'got_it', sent_at: '2026-01-01T12:20:00Z' }] },
    ]);
    assert.deepEqual([shown()?.messages.length, shown()?.version], [2, 3]);
  });

  it('shows each press “+5 min” at once', () => {
    const soon = Date.now() + 600_000;
    const time = new Date(soon).toISOString();
    orders.update({ ...order, version: 2, estimated_ready_from: time, estimated_ready_to: time });
    orders.change('A1', { minutesLater: 5 });
    orders.change('A1', { minutesLater: 5 });
    assert.equal(Date.parse(String(shown()?.estimated_ready_to)), soon + 600_000);
  });

  it('removes orders that are missing from a complete read', () => {
    orders.replaceAll([]);
    assert.deepEqual(orders.orders, []);
  });
});
