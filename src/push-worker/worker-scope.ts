/*
 * What the worker uses of its surroundings. TypeScript has these types in its library for workers, which cannot stand
 * beside the one for pages.
 */

/** An event that keeps the worker alive while its work lasts. */
export interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface PushEvent extends ExtendableEvent {
  readonly data: { text(): string } | null;
  /** What Safari has read of a declarative message, and will show unless the worker shows something else. */
  readonly notification?: Notification | null;
}

export interface NotificationEvent extends ExtendableEvent {
  readonly notification: Notification;
}

export interface PushSubscriptionChangeEvent extends ExtendableEvent {
  readonly oldSubscription: PushSubscription | null;
  readonly newSubscription: PushSubscription | null;
}

/** A page of the site. */
export interface WindowClient {
  readonly url: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
}

interface WorkerEvents {
  readonly push: PushEvent;
  readonly notificationclick: NotificationEvent;
  readonly pushsubscriptionchange: PushSubscriptionChangeEvent;
}

export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly caches: CacheStorage;
  readonly fetch: typeof fetch;
  readonly setTimeout: (task: () => void, milliseconds: number) => unknown;
  addEventListener<Type extends keyof WorkerEvents>(type: Type, listener: (event: WorkerEvents[Type]) => void): void;
}
