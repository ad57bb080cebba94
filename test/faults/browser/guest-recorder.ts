import type { OrderErrorEvent, OrderUpdateEvent } from '../../../src/elements/tracker/order-status-tracker.events.js';

/** The state that a tracker shows from this time on, by the computer's clock. */
export interface Painted {
  readonly kind: 'painted';
  readonly at: number;
  /** The index of the tracker on the page, from 0. */
  readonly tracker: number;
  readonly status: string | undefined;
  readonly version: number | undefined;
  readonly connection: string | undefined;
}

/** A message in the assertive live region: the order is ready, or it is final. */
export interface Announced {
  readonly kind: 'announced';
  readonly at: number;
  readonly text: string;
}

/** The element fired `order-ready`. */
export interface OrderReadyRecord {
  readonly kind: 'order-ready';
  readonly at: number;
}

/** A page lifecycle event (freeze, resume, hidden, …), with the connection that the page showed at that time. */
export interface LifeEvent {
  readonly kind: 'life';
  readonly at: number;
  readonly event: string;
  readonly persisted: boolean | undefined;
  readonly connection: string | undefined;
}

/** An uncaught error in the page, or a violation of its content security policy. */
export interface PageFault {
  readonly kind: 'page-fault';
  readonly at: number;
  readonly message: string;
}

/** The page opened a WebSocket, requested the order, or requested a token. */
export interface RequestRecord {
  readonly kind: 'connect' | 'read' | 'token';
  readonly at: number;
}

/** The page sent a text frame. */
export interface Sent {
  readonly kind: 'sent';
  readonly at: number;
  readonly text: string;
}

/** The element fired `order-error`. */
export interface OrderErrorRecord {
  readonly kind: 'order-error';
  readonly at: number;
  readonly code: string;
}

export type PageRecord =
  | Painted
  | Announced
  | OrderReadyRecord
  | OrderErrorRecord
  | LifeEvent
  | PageFault
  | RequestRecord
  | Sent;

/** The functions of a page with the recorder. */
export interface RecordedPage {
  /** The number of running timers. */
  activeTimers(): number;
  report(record: string): void;
}

/**
 * Runs in the page before all other scripts. Reports everything that a guest sees or hears, and counts timers. The
 * function must not use anything from outside it, because only its source text is sent to the page.
 */
export function recordPage(): void {
  const page = globalThis as unknown as RecordedPage;
  const send = (record: PageRecord) => page.report(JSON.stringify(record));
  // Weak maps, so that the recorder does not keep removed trackers in memory.
  const numbers = new WeakMap<Element, number>();
  let trackerCount = 0;
  const versions = new WeakMap<Element, number | undefined>();
  const latest = new WeakMap<Element, string>();

  const paint = (tracker: Element) => {
    const record = {
      kind: 'painted',
      tracker: numbers.get(tracker) ?? -1,
      status: tracker.getAttribute('status') ?? undefined,
      version: versions.get(tracker) ?? versionOf(tracker),
      connection: tracker.getAttribute('connection') ?? undefined,
    } as const;
    const text = JSON.stringify(record);
    if (latest.get(tracker) === text) return;
    latest.set(tracker, text);
    send({ ...record, at: Date.now() });
  };
  const register = (tracker: Element) => {
    if (numbers.has(tracker)) return;
    numbers.set(tracker, trackerCount);
    trackerCount += 1;
    const alertRegion = (tracker.shadowRoot ?? tracker).querySelector('[role=alert]');
    if (!alertRegion) return;
    new MutationObserver(() => {
      if (alertRegion.textContent) send({ kind: 'announced', at: Date.now(), text: alertRegion.textContent });
    }).observe(alertRegion, { childList: true, characterData: true, subtree: true });
  };
  // The page of the usual hook marks its root element with `data-usual`, so that both are measured in the same way.
  const isTracker = (target: EventTarget | null): target is Element =>
    target instanceof Element && (target.localName === 'order-status-tracker' || target.hasAttribute('data-usual'));
  const versionOf = (tracker: Element) =>
    tracker.hasAttribute('data-version') ? Number(tracker.getAttribute('data-version')) : undefined;

  document.addEventListener('order-connection-change', ({ target }) => {
    if (isTracker(target)) register(target);
  });
  document.addEventListener('order-update', (event) => {
    const { target, order } = event as OrderUpdateEvent;
    if (!isTracker(target)) return;
    register(target);
    versions.set(target, order.version);
    // The element has written its attributes just before the event.
    queueMicrotask(() => paint(target));
  });
  document.addEventListener('order-ready', () => send({ kind: 'order-ready', at: Date.now() }));
  document.addEventListener('order-error', (event) =>
    send({ kind: 'order-error', at: Date.now(), code: (event as OrderErrorEvent).code }),
  );
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!isTracker(target)) continue;
      if (target.hasAttribute('data-usual')) register(target);
      queueMicrotask(() => paint(target));
    }
  }).observe(document, { attributes: true, attributeFilter: ['status', 'connection', 'data-version'], subtree: true });

  const reportLifeEvent = (event: Event) => {
    // Reports may be lost while the page is left, so the current state is reported again.
    const trackers = [...document.querySelectorAll('order-status-tracker, [data-usual]')];
    for (const tracker of trackers) latest.delete(tracker);
    for (const tracker of trackers) queueMicrotask(() => paint(tracker));
    send({
      kind: 'life',
      at: Date.now(),
      event: event.type === 'visibilitychange' ? document.visibilityState : event.type,
      persisted: event instanceof PageTransitionEvent ? event.persisted : undefined,
      connection: trackers[0]?.getAttribute('connection') ?? undefined,
    });
  };
  for (const type of ['freeze', 'resume', 'visibilitychange']) document.addEventListener(type, reportLifeEvent);
  for (const type of ['pagehide', 'pageshow', 'online', 'offline']) window.addEventListener(type, reportLifeEvent);

  const fail = (message: string) => send({ kind: 'page-fault', at: Date.now(), message });
  window.addEventListener('error', ({ message }) => fail(message));
  window.addEventListener('unhandledrejection', ({ reason }) => fail(String(reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    fail(`content security policy: ${violatedDirective} ${blockedURI}`),
  );

  const { WebSocket: Socket, fetch: ask } = globalThis;
  if (Socket) {
    globalThis.WebSocket = class extends Socket {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        send({ kind: 'connect', at: Date.now() });
        super(...given);
      }

      override send(data: Parameters<WebSocket['send']>[0]): void {
        if (typeof data === 'string') {
          send({ kind: 'sent', at: Date.now(), text: data.slice(0, 5000) });
          if (data.includes('"type":"snapshot"')) send({ kind: 'read', at: Date.now() });
        }
        super.send(data);
      }
    };
  }
  globalThis.fetch = (...given) => {
    const [target] = given;
    const url = target instanceof Request ? target.url : String(target);
    if (/\/api\/orders\/|\/rest\/v1\//.test(url)) send({ kind: 'read', at: Date.now() });
    else if (/\/api\/track|\/token\//.test(url)) send({ kind: 'token', at: Date.now() });
    return ask(...given);
  };

  const timers = new Set<number>();
  const { setTimeout: start, clearTimeout: stop } = globalThis;
  const counting = (handler: (...args: unknown[]) => void, delay?: number, ...args: unknown[]): number => {
    const timer = start(
      (...given: unknown[]) => {
        timers.delete(timer);
        handler(...given);
      },
      delay,
      ...args,
    ) as unknown as number;
    timers.add(timer);
    return timer;
  };
  globalThis.setTimeout = counting as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer: number) => {
    timers.delete(timer);
    stop(timer);
  }) as typeof clearTimeout;
  page.activeTimers = () => timers.size;
}
