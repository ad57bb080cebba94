import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const preparing = { id: 'A1', status: 'preparing', version: 2 };
const ready = { ...preparing, status: 'ready', version: 3 };

describe('code of the page that throws', () => {
  const { reportError } = globalThis;
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let trackers: OrderTracker[];
  let reported: unknown[];

  const follow = (options: OrderTrackerOptions = {}) => {
    const tracker = createOrderTracker({ orderId: 'A1', transport, environment: world, ...options });
    trackers.push(tracker);
    tracker.start();
    return tracker;
  };

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
    trackers = [];
    reported = [];
    globalThis.reportError = (error) => void reported.push(error);
  });

  afterEach(() => {
    for (const tracker of trackers) tracker.stop();
    globalThis.reportError = reportError;
  });

  for (const option of ['debug', 'inspect'] as const) {
    it(`is reported and stops nothing when it is the function of ${option}, from the first line on`, async () => {
      transport.serve(preparing);
      const tracker = follow({
        [option]: () => {
          throw new Error('mine');
        },
      });
      await world.pass(100);
      expect(tracker.getSnapshot()).to.include({ orderStatus: 'preparing', connectionStatus: 'connected' });
      transport.push(ready);
      await world.pass(100);
      expect(tracker.getSnapshot().orderStatus).to.equal('ready');
      expect(reported).not.to.deep.equal([]);
    });
  }

  it('does not reach another tracker of the same order', async () => {
    transport.serve(preparing);
    const other = follow();
    follow({
      debug: () => {
        throw new Error('mine');
      },
    });
    await world.pass(100);
    transport.push(ready);
    await world.pass(100);
    expect(other.getSnapshot()).to.include({ orderStatus: 'ready', connectionStatus: 'connected' });
  });

  it('is reported and stops nothing when it is close(), probe() or renewToken() of a custom transport', async () => {
    const fail = () => {
      throw new Error('mine');
    };
    let connects = 0;
    const tracker = follow({
      transport: {
        name: 'own',
        connect: (_request, sink) => {
          connects += 1;
          queueMicrotask(() => sink.opened());
          return { probe: fail, renewToken: fail, close: fail };
        },
        read: async () => preparing,
      },
    });
    await world.pass(60_000);
    expect(connects).to.be.greaterThan(1);
    expect(tracker.getSnapshot()).to.include({ orderStatus: 'preparing', connectionStatus: 'polling' });
    expect(reported).not.to.deep.equal([]);
  });

  it('may give a reason that is no text', async () => {
    const reason: unknown = new Error('boom');
    const lines: string[] = [];
    const tracker = follow({
      debug: (line) => lines.push(line),
      transport: {
        name: 'own',
        connect: (_request, sink) => {
          queueMicrotask(() => sink.lost({ kind: 'network', reason: reason as string }));
          return { probe() {}, renewToken() {}, close() {} };
        },
        read: async () => preparing,
      },
    });
    await world.pass(1_000);
    expect(tracker.getSnapshot().connectionStatus).to.equal('polling');
    expect(lines.join('\n')).to.include('backingOff (Error: boom; retry in');
  });
});

describe('a log that is turned on while the chart already runs', () => {
  it('begins with the states as they are, and says of no change that it has just happened', async () => {
    const world = new FakeEnvironment();
    const transport = new FakeTransport();
    transport.serve(preparing);
    const first = createOrderTracker({ orderId: 'A1', transport, environment: world });
    first.start();
    await world.pass(30_000);
    const lines: string[] = [];
    const second = createOrderTracker({
      orderId: 'A1',
      transport,
      environment: world,
      debug: (line) => lines.push(line),
    });
    second.start();
    await world.pass(0);
    expect(lines).to.include('[order-status-tracker A1] live: connected');
    expect(lines).to.include('[order-status-tracker A1] connectionStatus: connected');
    expect(lines.filter((line) => line.includes('→'))).to.deep.equal([]);
    second.stop();
    first.stop();
  });
});
