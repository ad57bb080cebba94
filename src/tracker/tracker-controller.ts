import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { OrderTrackerOptions } from './options.js';
import { trackFor } from './order-tracker.js';
import { idleSnapshot } from './tracker-snapshot.js';
import type { Explanation, OrderTracker, OrderTrackerSnapshot } from './types.js';

/** Runs a tracker while a Lit element is in the page. */
export class OrderTrackingController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: () => OrderTrackerOptions;
  #tracker: OrderTracker | undefined;
  #isAwake = false;
  #whenParsed: Promise<void> | undefined;

  /** @param options called at each start, so that the options may depend on the host's properties */
  constructor(host: ReactiveControllerHost & HTMLElement, options: () => OrderTrackerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The snapshot at this moment; `undefined` before the element was first in the page. */
  get snapshot(): OrderTrackerSnapshot | undefined {
    return this.#tracker?.getSnapshot() ?? this.#expected();
  }

  /** While the start waits for the page's scripts, it is as good as begun. */
  #expected(): OrderTrackerSnapshot | undefined {
    const { orderId, pollInterval = 10 } = this.#whenParsed ? this.#options() : {};
    return orderId === undefined
      ? undefined
      : { ...idleSnapshot(orderId, pollInterval), connectionStatus: 'connecting', mayGoLive: true };
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** Starts only now: a script that puts the element into the page may still set its properties. */
  hostUpdate(): void {
    if (this.#tracker || !this.#host.isConnected) return;
    // With an order in the page the first picture is whole.
    if (isParsed() || this.#options().order !== undefined) this.restart();
    else this.#whenParsed ??= parsed().then(() => this.#startLate());
  }

  #startLate(): void {
    if (!this.#tracker && this.#host.isConnected) this.restart();
  }

  hostDisconnected(): void {
    // An element that is moved is disconnected and connected again in the same task; waiting a microtask lets it
    // keep its connection.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#tracker?.stop();
      this.#tracker = undefined;
    });
  }

  /** Starts a new tracker with the present options. The old one stops last, so that both can share a socket. */
  restart(): void {
    const previous = this.#tracker;
    const tracker = trackFor(this.#host, this.#options());
    this.#tracker = tracker;
    tracker.subscribe(() => {
      if (this.#tracker === tracker) this.#host.requestUpdate();
    });
    tracker.start();
    if (this.#isAwake) tracker.keepAwake(true);
    previous?.stop();
    this.#host.requestUpdate();
  }

  refresh(): Promise<void> {
    return this.#tracker?.refresh() ?? Promise.resolve();
  }

  retry(): void {
    this.#tracker?.retry();
  }

  /** Says in words why `connectionStatus` is what it is. */
  explain(): Explanation {
    const notInPage = { connectionStatus: 'idle', because: 'The element is not in a page.', facts: [] } as const;
    return this.#tracker?.explain() ?? notInPage;
  }

  /** Keeps the connection while the page is hidden, for alerts. */
  keepAwake(awake: boolean): void {
    this.#isAwake = awake;
    this.#tracker?.keepAwake(awake);
  }
}

/** How long an element waits for the scripts of the page that is being loaded, in milliseconds. */
const patience = 100;

/** Whether the scripts in the page's markup have run, or none is left to run: the only one is ours. */
function isParsed(): boolean {
  if (typeof document === 'undefined' || document.readyState === 'complete') return true;
  if (document.readyState === 'interactive' && document.querySelectorAll('script:not([type*=json])').length < 2)
    return true;
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation && 'domContentLoadedEventStart' in navigation
    ? Number(navigation.domContentLoadedEventStart) > 0
    : document.readyState !== 'loading';
}

function parsed(): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
    setTimeout(resolve, patience);
  });
}

/** What an element uses of the controller. */
export type Tracking = Pick<
  OrderTrackingController,
  'snapshot' | 'refresh' | 'retry' | 'explain' | 'keepAwake' | 'restart'
>;
