import { inspectionCode } from '../tracker/inspection-code.js';
import { createOrderTracker } from '../tracker/order-tracker.js';
import type { Explanation, OrderTrackerSnapshot } from '../tracker/types.js';
import { liveAddresses } from './addresses.js';
import { pageFetch } from './page/page-fetch.js';
import { pageWebSocket } from './page/page-socket.js';
import { pause } from './page/time-limit.js';
import type { Setup } from './setup.js';
import type { World } from './world.js';

/** How the tracker itself got on. */
export interface TrackerRun {
  readonly snapshot: OrderTrackerSnapshot;
  readonly explanation: Explanation;
  /** What it reported, in its own words. */
  readonly errors: readonly string[];
  /** With `--watch`: whether another status arrived while the user was asked to change the order. Otherwise `undefined`. */
  readonly sawChange: boolean | undefined;
}

/**
 * Lets the tracker follow the order, as a page of that origin would, until it is live or the time is up. With `--watch` a
 * tracker that is not live by then has as much longer: some servers say nothing before the next change.
 */
export async function runTracker(setup: Setup, { fetch, limits, timers, say }: World): Promise<TrackerRun> {
  const { options, origin, isOriginGiven, watch } = setup;
  const errors: string[] = [];
  const hasLive = liveAddresses(options).length > 0;
  const tracker = createOrderTracker({
    ...options,
    cache: 'none',
    environment: {
      fetch: pageFetch({ fetch, origin, enforces: isOriginGiven }),
      WebSocket: pageWebSocket({ origin, limit: limits.answer, timers }),
      storage: undefined,
      sessionStorage: undefined,
    },
    onError: ({ message }) => void errors.push(message),
  });
  // The words of explain() come with it; a back end may be quicker.
  await inspectionCode.load();
  const isDone = ({ connectionStatus, orderStatus }: OrderTrackerSnapshot) =>
    connectionStatus === 'connected' ||
    connectionStatus === 'closed' ||
    (!hasLive && connectionStatus === 'polling' && orderStatus !== undefined);
  const settled = (limit: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        timers.clearTimeout(timer);
        unsubscribe();
        resolve();
      };
      const timer = timers.setTimeout(end, limit);
      const unsubscribe = tracker.subscribe((snapshot) => {
        if (isDone(snapshot)) end();
      });
    });
  const following = settled(limits.follow);
  tracker.start();
  await following;
  const { connectionStatus, orderStatus: before } = tracker.getSnapshot();
  const isLive = connectionStatus === 'connected' || connectionStatus === 'closed';
  let sawChange: boolean | undefined;
  if (watch > 0 && !isLive) {
    say?.(`Listening now with the tracker, for ${watch / 1_000} s at most: change the order.`);
    await (hasLive ? settled(watch) : pause(timers, watch));
    sawChange = tracker.getSnapshot().orderStatus !== before;
  }
  const run = { snapshot: tracker.getSnapshot(), explanation: tracker.explain(), errors, sawChange };
  tracker.stop();
  return run;
}
