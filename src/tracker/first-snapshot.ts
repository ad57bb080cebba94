import type { TrackerEnvironment } from '../environment/environment.js';
import type { OrderTransport } from '../transports/transport.js';
import type { OrderTrackerOptions } from './options.js';
import { createOrderTracker } from './order-tracker.js';
import type { OrderTrackerSnapshot } from './types.js';

/** Never connects: what is shown first is shown before any answer. */
const silent: OrderTransport = {
  name: 'none',
  connect: () => ({ probe: () => {}, renewToken: () => {}, close: () => {} }),
};

/** No timer is set, nothing is sent and nothing is kept: the server goes on to the next page. */
function stillEnvironment(): Partial<TrackerEnvironment> {
  return {
    clock: { setTimeout: () => undefined, clearTimeout: () => {}, wall: Date.now, monotone: Date.now },
    WebSocket: undefined,
    fetch: () => new Promise<never>(() => {}),
    storage: undefined,
    sessionStorage: undefined,
  };
}

/**
 * The snapshot with which a browser begins: what the page gave, before any answer of the back end. For servers, which
 * draw that and nothing later.
 *
 * @param options of which the id and the order with what reads it are used
 */
export function firstSnapshot(options: OrderTrackerOptions): OrderTrackerSnapshot {
  const { orderId, order, board, parse, fieldMap, history, fulfilment, pollInterval } = options;
  const tracker = createOrderTracker({
    ...{ orderId, order, board, parse, fieldMap, history, fulfilment, pollInterval },
    cache: 'none',
    transport: silent,
    environment: stillEnvironment(),
  });
  tracker.start();
  const snapshot = tracker.getSnapshot();
  tracker.stop();
  return snapshot;
}
