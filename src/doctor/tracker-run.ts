import { createOrderTracker } from '../tracker/order-tracker.js';
import type { Explanation, OrderTrackerSnapshot } from '../tracker/types.js';
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
}

/** Lets the tracker follow the order, as a page of that origin would, until it is live or the time is up. */
export async function runTracker(setup: Setup, { fetch, limits, timers }: World): Promise<TrackerRun> {
  const { options, origin, isOriginGiven, watch } = setup;
  const errors: string[] = [];
  const hasLive = Boolean(options.websocketUrl || options.eventsUrl || options.supabaseUrl);
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
  // The words for it are loaded with the first call.
  tracker.explain();
  const isDone = ({ connectionStatus, orderStatus }: OrderTrackerSnapshot) =>
    connectionStatus === 'connected' ||
    connectionStatus === 'closed' ||
    (!hasLive && connectionStatus === 'polling' && orderStatus !== undefined);
  await new Promise<void>((resolve) => {
    const timer = timers.setTimeout(resolve, limits.follow);
    tracker.subscribe((snapshot) => {
      if (!isDone(snapshot)) return;
      timers.clearTimeout(timer);
      resolve();
    });
    tracker.start();
  });
  if (watch > 0) await pause(timers, watch);
  const run = { snapshot: tracker.getSnapshot(), explanation: tracker.explain(), errors };
  tracker.stop();
  return run;
}
