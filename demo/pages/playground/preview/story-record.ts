import type { Fulfilment } from '../../../../src/order/status.js';
import type { ConnectionStatus } from '../../../../src/tracker/connection-status.js';
import { createOrderTracker } from '../../../../src/tracker/order-tracker.js';
import { sampleOrder, thisEvening } from '../simulation/sample-order.js';
import { SimulatedRestaurant } from '../simulation/simulated-restaurant.js';
import { happen, type StoryName, tellStory } from '../simulation/stories.js';

/** How the order was followed from one moment to the next, in milliseconds since it was placed. */
export interface RecordedStretch {
  readonly from: number;
  readonly to: number;
  readonly connection: ConnectionStatus;
}

/** Shorter stretches cannot be read; in milliseconds. */
const readable = 1000;

/**
 * Plays a whole story to a tracker without an element, as fast as possible, and records its connection status: what a
 * guest would read.
 */
export async function recordStory(
  name: StoryName,
  fulfilment: Fulfilment,
  signal: AbortSignal,
): Promise<readonly RecordedStretch[]> {
  const start = thisEvening();
  const { events, length } = tellStory(name, fulfilment, start);
  const restaurant = new SimulatedRestaurant(sampleOrder(start), start);
  const { clock } = restaurant.device;
  const stretches: RecordedStretch[] = [];
  let since = 0;
  let connection: ConnectionStatus = 'connecting';

  const tracker = createOrderTracker({
    orderId: 'recorded',
    transport: restaurant.transport,
    pollUrl: SimulatedRestaurant.pollUrl,
    environment: restaurant.environment,
    onConnectionChange: (_, { connectionStatus }) => {
      if (clock.elapsed > since) stretches.push({ from: since, to: clock.elapsed, connection });
      since = clock.elapsed;
      connection = connectionStatus;
    },
  });
  tracker.start();
  for (const event of events) {
    await clock.passUntil(event.at, signal);
    happen(event, restaurant);
  }
  await clock.passUntil(length, signal);
  const all = [...stretches, { from: since, to: length, connection }];
  tracker.stop();
  return all.filter(({ from, to }) => to - from >= readable);
}
