/** What happened to the page or its network, as the browser tells it. */
export type PageEvent =
  | 'shown'
  | 'hidden'
  | 'focused'
  /** The browser stopped the page's tasks (`freeze`). */
  | 'frozen'
  /** The page's tasks run again (`resume`); its sockets are dead. */
  | 'resumed'
  /** The page is being left and may go to the back/forward cache (`pagehide`). */
  | 'left'
  /** The page came back from the back/forward cache (`pageshow`, persisted); its sockets are dead. */
  | 'restored'
  | 'online'
  | 'offline';

/** The page as the tracker sees it. */
export interface Page {
  readonly visible: boolean;
  readonly online: boolean;
  /** Calls `listener` until the returned function is called. */
  listen(listener: (event: PageEvent) => void): () => void;
}

/** Timers, and the two clocks that a sleeping phone treats differently (rule: elapsed is the larger of both). */
export interface TrackerClock {
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /** Takes what `setTimeout` returned. */
  clearTimeout(id: unknown): void;
  /** Milliseconds since 1970, as `Date.now()`: it may jump either way. */
  wall(): number;
  /** Milliseconds, as `performance.now()`: it may stand still while the device sleeps. */
  monotone(): number;
}

/** Where the last state is kept on the device; a subset of `Storage`. It may throw, as browsers do. */
export interface DeviceStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Everything outside the tracker that it touches. Tests inject their own; pages never need to. */
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
  /** Kept for the tab only; `undefined` where the browser denies it. */
  readonly sessionStorage: DeviceStorage | undefined;
}
