import { expect } from '@esm-bundle/chai';
import { historyCode } from '../../src/tracker/history-code.js';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const history = { perItem: 0, usualItems: 2, all: [20, 25, 30] } as const;

describe('a tracker with a table of past orders', () => {
  let world: FakeEnvironment;
  let tracker: OrderTracker;

  const follow = (options: OrderTrackerOptions = {}) => {
    const order = {
      id: 'A1',
      status: 'preparing',
      placed_at: new Date(world.clock.wall()).toISOString(),
      items: [{ name: 'Tea' }],
    };
    tracker = createOrderTracker({
      orderId: 'A1',
      transport: new FakeTransport(),
      environment: world,
      order,
      history,
      ...options,
    });
    tracker.start();
  };
  const source = () => tracker.getSnapshot().estimate?.source;
  const codeHasCome = async () => {
    await historyCode.load();
    await Promise.resolve();
    await Promise.resolve();
  };

  beforeEach(() => {
    world = new FakeEnvironment();
    Object.defineProperty(historyCode, 'code', { value: undefined, configurable: true });
  });

  afterEach(() => {
    tracker.stop();
    Reflect.deleteProperty(historyCode, 'code');
    Reflect.deleteProperty(historyCode, 'load');
  });

  it('estimates nothing by itself until the code for it is there, then by the table', async () => {
    const sources: unknown[] = [];
    follow();
    tracker.subscribe(({ estimate }) => sources.push(estimate?.source));
    expect(source()).to.equal(undefined);
    Reflect.deleteProperty(historyCode, 'code');
    await codeHasCome();
    expect(source()).to.equal('history');
    expect(sources).to.deep.equal(['history']);
  });

  it('shows the window of the back end meanwhile', () => {
    const at = (minutes: number) => new Date(world.clock.wall() + minutes * 60_000).toISOString();
    follow({
      order: { id: 'A1', status: 'preparing', estimated_ready_from: at(10), estimated_ready_to: at(20) },
    });
    expect(source()).to.equal('backend');
  });

  it('estimates by the formula if the code cannot be had', async () => {
    Object.defineProperty(historyCode, 'load', { value: () => Promise.resolve(undefined), configurable: true });
    follow();
    await codeHasCome();
    expect(source()).to.equal('formula');
  });

  it('says so, and follows nothing, if the table is none', async () => {
    follow({ history: { all: [] } as unknown as typeof history });
    Reflect.deleteProperty(historyCode, 'code');
    await codeHasCome();
    expect(tracker.getSnapshot().error).to.include({ code: 'config', recoverable: false });
    expect(tracker.getSnapshot().error?.message).to.include('history must be');
  });
});
