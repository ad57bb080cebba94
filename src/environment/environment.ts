import type { TrackerClock } from './clock.js';
import type { Page } from './page.js';
import type { DeviceStorage } from './storage.js';

/** Everything outside the tracker that it uses. Tests inject their own; pages need not. */
export interface TrackerEnvironment {
  readonly clock: TrackerClock;
  /** 0 up to 1, as `Math.random`. */
  readonly random: () => number;
  /** `undefined` where the browser has none. */
  readonly WebSocket: typeof WebSocket | undefined;
  readonly fetch: typeof fetch;
  readonly page: Page;
  /** `undefined` where the browser denies it. */
  readonly storage: DeviceStorage | undefined;
  /** For the tab only; `undefined` where the browser denies it. */
  readonly sessionStorage: DeviceStorage | undefined;
}
