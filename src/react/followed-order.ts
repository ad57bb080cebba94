import type { OrderStatus } from '../order/status.js';
import type { OrderTrackerOptions } from '../tracker/options.js';
import { createOrderTracker, givenByPage } from '../tracker/order-tracker.js';
import { idleSnapshot } from '../tracker/tracker-snapshot.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../tracker/types.js';
import { NewestFunctions } from './newest-functions.js';
import type { OptionKeys } from './option-keys.js';

/** A component that follows an order, through all its renders. */
export interface FollowingComponent {
  /** The options of the last render. */
  options: OrderTrackerOptions;
  /** What the last render follows, as its options say; of others it hears nothing any more. */
  followed: FollowedOrder | undefined;
  isMounted: boolean;
  /** By order: the status of which `onStatusUpdate` was told last. */
  readonly told: Map<string | undefined, OrderStatus>;
}

/** One tracker of a component: made while it renders, started and stopped by its effects. */
export class FollowedOrder {
  readonly #tracker: OrderTracker;
  readonly #functions: NewestFunctions;
  readonly #keys: OptionKeys;
  /** Before the start: the order that the page gave, or that was shown so far. The same on a server. */
  readonly #first: OrderTrackerSnapshot;
  #hasStarted = false;
  #isWanted = false;

  constructor(keys: OptionKeys, options: OrderTrackerOptions, component: FollowingComponent) {
    const { followed } = component;
    this.#keys = keys;
    const isShared = followed !== undefined && followed.#keys.scope === keys.scope;
    this.#functions = isShared ? followed.#functions : new NewestFunctions(options, keys.scope);
    this.#tracker = createOrderTracker({
      ...options,
      ...this.#functions.options,
      ...this.#callbacks(options, component),
    });
    this.#first = this.#expected(options, followed?.getSnapshotOf(keys));
  }

  /** What is shown of the same order, if it was followed here. */
  getSnapshotOf({ scope, backEnd }: OptionKeys): OrderTrackerSnapshot | undefined {
    if (!this.#hasStarted || this.#keys.backEnd !== backEnd) return undefined;
    const snapshot = this.#tracker.getSnapshot();
    if (this.#keys.scope === scope) return snapshot;
    const { orderId, pollInterval, order, orderStatus, lastUpdate } = snapshot;
    return order && { ...idleSnapshot(orderId, pollInterval), order, orderStatus, lastUpdate, isCached: true };
  }

  #expected(options: OrderTrackerOptions, shown: OrderTrackerSnapshot | undefined): OrderTrackerSnapshot {
    if (shown) return shown;
    const idle = this.#tracker.getSnapshot();
    // A server has no code for field maps: in a browser that has it, the first picture must be the same.
    return { ...idle, ...givenByPage({ ...options, orderId: idle.orderId, fieldMap: undefined }) };
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#tracker.subscribe(listener);
  readonly getSnapshot = (): OrderTrackerSnapshot => (this.#hasStarted ? this.#tracker.getSnapshot() : this.#first);
  readonly getFirstSnapshot = (): OrderTrackerSnapshot => this.#first;
  readonly refresh = (): Promise<void> => this.#tracker.refresh();
  readonly retry = (): void => {
    if (this.#isWanted) this.#tracker.retry();
  };

  /** From now on the functions among these options are called. */
  update(options: OrderTrackerOptions): void {
    this.#functions.update(options);
  }

  start(): void {
    this.#isWanted = true;
    this.#hasStarted = true;
    this.#tracker.start();
  }

  /** Ends in a microtask: what is mounted twice, or followed with other options, keeps its connection. */
  stop(): void {
    this.#isWanted = false;
    queueMicrotask(() => {
      if (!this.#isWanted) this.#tracker.stop();
    });
  }

  /** Functions that only this component has. They are those of its last render, as long as it follows this. */
  #callbacks({ debug, inspect }: OrderTrackerOptions, component: FollowingComponent): OrderTrackerOptions {
    const isHeard = () => component.isMounted && component.followed === this;
    return {
      debug:
        typeof debug === 'function'
          ? (line) => {
              const { debug: newest } = component.options;
              if (typeof newest === 'function') newest(line);
            }
          : debug,
      inspect: inspect && ((event) => component.options.inspect?.(event)),
      onStatusUpdate: (status, snapshot) => {
        const { told } = component;
        if (!isHeard() || told.get(snapshot.orderId) === status) return;
        told.set(snapshot.orderId, status);
        component.options.onStatusUpdate?.(status, snapshot);
      },
      onConnectionChange: (isConnected, snapshot) => {
        if (isHeard()) component.options.onConnectionChange?.(isConnected, snapshot);
      },
      onError: (error) => {
        if (isHeard()) component.options.onError?.(error);
      },
    };
  }
}
