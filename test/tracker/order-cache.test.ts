import { expect } from '@esm-bundle/chai';
import type { DeviceStorage } from '../../src/environment/storage.js';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { type Failure, type OrderTransport, ReadError } from '../../src/transports/transport.js';
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

describe('the order that is kept on the device', () => {
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

  it('is shown at once on the next visit, with isCached and without isTrusted', async () => {
    await onceServed(preparing);
    const snapshot = visit(new FakeTransport()).getSnapshot();
    expect(snapshot.orderStatus).to.equal('preparing');
    expect(snapshot.order?.items[0]?.name).to.equal('Margherita');
    expect(snapshot.isCached).to.equal(true);
    expect(snapshot.isTrusted).to.equal(false);
    expect(snapshot.isConnected).to.equal(false);
  });

  it('is replaced by the first answer of the back end', async () => {
    await onceServed(preparing);
    const transport = new FakeTransport();
    transport.serve(completed);
    const tracker = visit(transport);
    await world.pass(0);
    expect(tracker.getSnapshot().orderStatus).to.equal('completed');
    expect(tracker.getSnapshot().isCached).to.equal(false);
  });

  it('holds no table, and no order id in plain text', async () => {
    await onceServed(preparing);
    const stored = JSON.stringify([...storage.entries]);
    expect(stored).to.contain('Margherita');
    expect(stored).not.to.contain('Table 7');
    expect([...storage.entries.keys()].join()).not.to.contain('A1');
  });

  it('holds no pickup code', async () => {
    await onceServed({ ...preparing, pickup_code: 'K7Q2' });
    const stored = [...storage.entries.values()].join();
    expect(stored).to.include('Margherita');
    expect(stored).not.to.include('K7Q2');
  });

  it('is removed after a day, and two hours after a final status', async () => {
    await onceServed(preparing);
    world.setWall(25 * hour);
    expect(visit(new FakeTransport()).getSnapshot().order).to.equal(undefined);
    await onceServed(completed);
    world.setWall(3 * hour);
    expect(visit(new FakeTransport()).getSnapshot().order).to.equal(undefined);
    expect(storage.entries.size).to.equal(0);
  });

  it('is removed once its time is up by the first order that a later page keeps, and nothing else is', async () => {
    /** As a `Storage` does, it has its keys as properties. */
    class PageStorage implements DeviceStorage {
      [key: string]: unknown;
      getItem(key: string) {
        return (this[key] as string | undefined) ?? null;
      }
      setItem(key: string, value: string) {
        this[key] = value;
      }
      removeItem(key: string) {
        delete this[key];
      }
    }
    const page = () => Object.assign(new PageStorage(), kept);
    let kept: PageStorage = new PageStorage();
    const keep = async (order: { readonly id: string }, storage: PageStorage) => {
      kept = storage;
      Object.assign(world, { storage });
      await onceServed(order, { orderId: order.id });
    };
    await keep({ ...preparing, id: 'old' }, page());
    await keep({ ...completed, id: 'ended' }, page());
    const others = {
      'order-status-tracker:links': '{"a":1}',
      'order-status-tracker:guest': '[',
      'of-the-shop': '{"proven":0}',
    };
    Object.assign(kept, others);
    const before = Object.keys(kept);
    world.setWall(23 * hour);
    await keep({ ...preparing, id: 'recent' }, page());
    expect(Object.keys(kept), 'the ended one went').to.have.length(before.length);
    world.setWall(2 * hour);
    await keep(preparing, page());
    const left = Object.keys(kept).filter((key) => !(key in others));
    expect(left.map((key) => JSON.parse(String(kept[key])).order.id).sort()).to.deep.equal(['A1', 'recent']);
    expect(kept).to.include(others);
  });

  it('is not stored when the cache option is none', async () => {
    await onceServed(preparing, { cache: 'none' });
    expect(storage.entries.size).to.equal(0);
  });

  it('is not needed: the tracker connects when the browser denies storage', async () => {
    storage.isDenied = true;
    const transport = new FakeTransport();
    transport.serve(preparing);
    const tracker = visit(transport);
    await world.pass(0);
    expect(tracker.getSnapshot().connectionStatus).to.equal('connected');
  });

  it('is removed when access is denied', async () => {
    await onceServed(preparing);
    const transport = new FakeTransport({ live: false });
    const tracker = visit(transport);
    await world.pass(0);
    transport.lastRead.fail('forbidden');
    await world.pass(0);
    expect(tracker.getSnapshot().connectionStatus).to.equal('denied');
    expect(storage.entries.size).to.equal(0);
  });

  it('is ignored when the stored text is not an order', async () => {
    await onceServed(preparing);
    const [key = ''] = storage.entries.keys();
    for (const garbage of ['', '{', 'null', '[]', '{"order":{"id":"A1"},"since":"x"}']) {
      storage.entries.set(key, garbage);
      expect(visit(new FakeTransport()).getSnapshot().order).to.equal(undefined);
      trackers.pop()?.stop();
    }
  });

  describe('counts as what has worked before the page was loaded again', () => {
    /** A visit on which all reads fail alike. Returns how many there were until the problem that ended them. */
    const failing = async (failure: Failure, options: OrderTrackerOptions = {}) => {
      let reads = 0;
      const transport: OrderTransport = {
        name: 'fake',
        read() {
          reads += 1;
          return Promise.reject(new ReadError(failure));
        },
      };
      const tracker = createOrderTracker({ orderId: 'A1', transport, environment: world, ...options });
      trackers.push(tracker);
      tracker.start();
      return { tracker, count: () => reads };
    };
    const vague: Failure = { kind: 'not-found', reason: 'The server answered 404.', isVague: true };
    const missing: Failure = { kind: 'not-found', reason: 'The server answered 404.' };
    const wrong: Failure = { kind: 'config', reason: 'The server answered 400.' };

    it('is asked for again and again while what says "not found" may stand before the application', async () => {
      await onceServed(preparing);
      const { tracker, count } = await failing(vague);
      await world.pass(5 * 60_000);
      expect(tracker.getSnapshot()).to.include({ orderStatus: 'preparing', isCached: true, connectionStatus: 'error' });
      expect(tracker.getSnapshot().error).to.include({ code: 'unreachable', recoverable: true });
      expect(count()).to.be.within(10, 31);
    });

    it('is asked for at the usual pace before the application’s "not found" counts, and then rarely', async () => {
      await onceServed(preparing);
      const { tracker } = await failing(missing);
      await world.pass(15_000);
      expect(tracker.getSnapshot().error?.code).not.to.equal('not-found');
      await world.pass(25_000);
      expect(tracker.getSnapshot().error?.code).to.equal('not-found');
      expect(tracker.getSnapshot().orderStatus).to.equal('preparing');
    });

    it('is asked for as before where the server refuses the request, as while it is updated', async () => {
      await onceServed(preparing);
      const { tracker, count } = await failing(wrong);
      await world.pass(60_000);
      expect(tracker.getSnapshot().error?.code).to.equal('unreachable');
      expect(count()).to.be.greaterThan(2);
    });

    it('but not where nothing is kept on the device', async () => {
      await onceServed(preparing);
      for (const failure of [vague, missing, wrong]) {
        const { tracker } = await failing(failure, { cache: 'none' });
        await world.pass(7_000);
        expect(tracker.getSnapshot().error?.recoverable).to.equal(false);
      }
    });
  });

  it('is replaced by a newer order that the page gives', async () => {
    await onceServed(preparing);
    const tracker = visit(new FakeTransport(), { order: { id: 'A1', status: 'ready', version: 3 } });
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
    expect(tracker.getSnapshot().isTrusted).to.equal(false);
  });
});
