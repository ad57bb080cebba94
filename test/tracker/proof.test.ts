import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment, FakeStorage } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const minute = 60_000;

describe('an estimate', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  const trackers: OrderTracker[] = [];

  const follow = (options: OrderTrackerOptions = {}) => {
    const tracker = createOrderTracker({ orderId: 'A1', transport, environment: world, ...options });
    trackers.push(tracker);
    tracker.start();
    return tracker;
  };
  const at = (minutes: number) => new Date(world.clock.wall() + minutes * minute).toISOString();
  const order = (more: object = {}) => ({
    id: 'A1',
    status: 'preparing',
    version: 2,
    estimated_ready_from: at(10),
    estimated_ready_to: at(20),
    ...more,
  });

  beforeEach(() => {
    world = new FakeEnvironment();
    Object.assign(world, { storage: new FakeStorage() });
    transport = new FakeTransport();
  });

  afterEach(() => {
    for (const tracker of trackers.splice(0)) tracker.stop();
  });

  for (const [name, loseAll] of [
    ['is offline', () => world.page.tell('offline')],
    ['cannot reach the back end', () => {}],
  ] as const) {
    it(`does not become late while the device ${name}, and does when it is proven`, async () => {
      transport.serve(order());
      const tracker = follow();
      await world.pass(1_000);
      expect(tracker.getSnapshot()).to.include({ isCurrent: true, connectionStatus: 'connected' });
      const { from, to } = tracker.getSnapshot().estimate ?? {};
      loseAll();
      transport.accepts = false;
      transport.serve(undefined);
      transport.connection.lose();
      await world.pass(60 * minute);
      const cutOff = tracker.getSnapshot();
      expect(cutOff.isCurrent).to.equal(false);
      expect(cutOff.estimate).to.deep.equal({ of: 'ready', from, to, source: 'backend', late: false });

      transport.accepts = true;
      transport.serve({ ...order(), estimated_ready_from: from?.toISOString(), estimated_ready_to: to?.toISOString() });
      world.page.tell('online');
      await world.pass(5_000);
      expect(tracker.getSnapshot().isCurrent).to.equal(true);
      expect(tracker.getSnapshot().estimate?.late).to.equal(true);
    });
  }

  it('of a stored order is as old as the order', async () => {
    transport.serve(order());
    const first = follow();
    await world.pass(1_000);
    first.stop();
    await world.pass(60 * minute);
    transport = new FakeTransport();
    transport.accepts = false;
    const { estimate, isCurrent } = follow().getSnapshot();
    expect(isCurrent).to.equal(false);
    expect(estimate?.late).to.equal(false);
  });

  it('is the same after a reload and in another tab, also where the dishes’ minutes decide it', async () => {
    const items = [
      { id: '1', name: 'Pizza', quantity: 2, prep_minutes: 12 },
      { id: '2', name: 'Salad', quantity: 1, prep_minutes: 4 },
    ];
    const plain = order({ items, estimated_ready_from: null, estimated_ready_to: null });
    transport.serve(plain);
    const first = follow();
    await world.pass(1_000);
    const { estimate } = first.getSnapshot();
    expect(estimate?.source).to.equal('formula');
    await world.pass(3 * minute);
    const second = follow({ transport: new FakeTransport() });
    expect(second.getSnapshot().isCached).to.equal(true);
    expect(second.getSnapshot().estimate).to.deep.equal(estimate);
    await world.pass(1_000);
    expect(first.getSnapshot().estimate).to.deep.equal(estimate);
  });

  it('counts from when the status began, where the back end says it and the change was not seen', async () => {
    const status_times = { pending: at(-12), preparing: at(-6) };
    transport.serve(
      order({
        estimated_ready_to: null,
        estimated_ready_from: null,
        status_times,
        items: [{ name: 'Pizza', quantity: 2 }],
      }),
    );
    const tracker = follow();
    await world.pass(1_000);
    expect(+(tracker.getSnapshot().estimate?.from ?? 0)).to.equal(Date.parse(status_times.preparing) + 9 * minute);
  });

  it('counts from now, by the back end’s clock, where that time is in the future or more than a day ago', async () => {
    for (const wrong of [5, -25 * 60]) {
      const status_times = { preparing: at(wrong) };
      transport = new FakeTransport();
      transport.serve(
        order({
          id: 'A1',
          estimated_ready_to: null,
          estimated_ready_from: null,
          status_times,
          items: [{ name: 'Pizza', quantity: 2 }],
        }),
      );
      const tracker = follow({ cache: 'none' });
      await world.pass(0);
      const { estimate, clockAhead } = tracker.getSnapshot();
      expect(+(estimate?.from ?? 0)).to.equal(world.clock.wall() - clockAhead + 9 * minute);
    }
  });

  it('adds the time of a change that came live to the times of the steps, and keeps those of the back end', async () => {
    const status_times = { pending: at(-10), preparing: at(-5) };
    transport.serve(order({ status_times }));
    const tracker = follow();
    await world.pass(1_000);
    const updated_at = at(0);
    transport.push({ id: 'A1', status: 'ready', version: 3, updated_at });
    await world.pass(0);
    const times = () => JSON.parse(JSON.stringify(tracker.getSnapshot().order?.statusTimes));
    expect(times()).to.deep.equal({ ...status_times, ready: updated_at });
    transport.push({ id: 'A1', status: 'completed', version: 7, updated_at: at(1) });
    await world.pass(0);
    expect(times()).to.deep.equal({ ...status_times, ready: updated_at });
  });
});
