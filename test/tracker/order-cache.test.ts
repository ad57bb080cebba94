import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment, FakeStorage } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const preparing = {
  id: 'A1',
  status: 'preparing',
  version: 2,
  number: '42',
  table_label: 'Table 7',
  items: [{ name: 'Margherita', quantity: 2 }],
};
const completed = { id: 'A1', status: 'completed', version: 5 };
const hour = 3_600_000;

describe('what a device remembers of an order', () => {
  let world: FakeEnvironment;
  let storage: FakeStorage;
  const trackers: OrderTracker[] = [];

  const visit = (transport: FakeTransport, options: OrderTrackerOptions = {}) => {
    const tracker = createOrderTracker({ orderId: 'A1', transport, environment: world, ...options });
    trackers.push(tracker);
    tracker.start();
    return tracker;
  };
  const onceServed = async (order: unknown, options: OrderTrackerOptions = {}) => {
    const transport = new FakeTransport();
    transport.serve(order);
    const tracker = visit(transport, options);
    await world.pass(0);
    tracker.stop();
  };

  beforeEach(() => {
    world = new FakeEnvironment();
    storage = new FakeStorage();
    Object.assign(world, { storage });
  });

  afterEach(() => {
    for (const tracker of trackers.splice(0)) tracker.stop();
  });

  it('is shown at once on the next visit, and marked as remembered', async () => {
    await onceServed(preparing);
    const snapshot = visit(new FakeTransport()).getSnapshot();
    expect(snapshot.orderStatus).to.equal('preparing');
    expect(snapshot.order?.items[0]?.name).to.equal('Margherita');
    expect(snapshot.isCached).to.equal(true);
    expect(snapshot.isTrusted).to.equal(false);
    expect(snapshot.isConnected).to.equal(false);
  });

  it('gives way to what the back end says', async () => {
    await onceServed(preparing);
    const transport = new FakeTransport();
    transport.serve(completed);
    const tracker = visit(transport);
    await world.pass(0);
    expect(tracker.getSnapshot().orderStatus).to.equal('completed');
    expect(tracker.getSnapshot().isCached).to.equal(false);
  });

  it('holds nothing that tells who ordered or where, and no id in the clear', async () => {
    await onceServed(preparing);
    const stored = JSON.stringify([...storage.entries]);
    expect(stored).to.contain('Margherita');
    expect(stored).not.to.contain('Table 7');
    expect([...storage.entries.keys()].join()).not.to.contain('A1');
  });

  it('is gone after a day, and two hours after the end', async () => {
    await onceServed(preparing);
    world.setWall(25 * hour);
    expect(visit(new FakeTransport()).getSnapshot().order).to.equal(undefined);
    await onceServed(completed);
    world.setWall(3 * hour);
    expect(visit(new FakeTransport()).getSnapshot().order).to.equal(undefined);
    expect(storage.entries.size).to.equal(0);
  });

  it('is nothing where the page does not want it', async () => {
    await onceServed(preparing, { cache: 'none' });
    expect(storage.entries.size).to.equal(0);
  });

  it('is nothing where the browser denies it, and everything else works', async () => {
    storage.isDenied = true;
    const transport = new FakeTransport();
    transport.serve(preparing);
    const tracker = visit(transport);
    await world.pass(0);
    expect(tracker.getSnapshot().connectionStatus).to.equal('connected');
  });

  it('is forgotten when the link was withdrawn', async () => {
    await onceServed(preparing);
    const transport = new FakeTransport({ live: false });
    const tracker = visit(transport);
    await world.pass(0);
    transport.lastRead.fail('forbidden');
    await world.pass(0);
    expect(tracker.getSnapshot().connectionStatus).to.equal('denied');
    expect(storage.entries.size).to.equal(0);
  });

  it('survives garbage in its place', async () => {
    await onceServed(preparing);
    const [key = ''] = storage.entries.keys();
    for (const garbage of ['', '{', 'null', '[]', '{"order":{"id":"A1"},"since":"x"}']) {
      storage.entries.set(key, garbage);
      expect(visit(new FakeTransport()).getSnapshot().order).to.equal(undefined);
      trackers.pop()?.stop();
    }
  });

  it('is less than what the page itself brings', async () => {
    await onceServed(preparing);
    const tracker = visit(new FakeTransport(), { order: { id: 'A1', status: 'ready', version: 3 } });
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
    expect(tracker.getSnapshot().isTrusted).to.equal(false);
  });
});
