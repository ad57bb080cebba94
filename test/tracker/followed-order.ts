import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

/** A tracker of order A1 in a fake world: both are new in each test. */
export class FollowedOrder {
  world = new FakeEnvironment();
  transport = new FakeTransport();
  tracker: OrderTracker = createOrderTracker();

  follow(options: OrderTrackerOptions = {}): void {
    const { transport, world: environment } = this;
    this.tracker = createOrderTracker({ orderId: 'A1', transport, environment, ...options });
    this.tracker.start();
  }

  get state(): OrderTrackerSnapshot {
    return this.tracker.getSnapshot();
  }
}

/** Call it in a `describe`. */
export function followedOrder(): FollowedOrder {
  const at = new FollowedOrder();
  beforeEach(() => {
    Object.assign(at, new FollowedOrder());
  });
  afterEach(() => at.tracker.stop());
  return at;
}
