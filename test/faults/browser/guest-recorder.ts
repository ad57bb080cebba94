import type { OrderErrorEvent, OrderUpdateEvent } from '../../../src/elements/tracker/order-status-tracker.events.js';

/** What a guest had before their eyes from this moment on, by the computer's clock. */
export interface Painted {
  readonly kind: 'painted';
  readonly at: number;
  /** Which tracker of the page, counted from 0. */
  readonly tracker: number;
  readonly status: string | undefined;
  readonly version: number | undefined;
  readonly connection: string | undefined;
}

/** Something was said to screen readers at once: that the order is ready, or that it has ended. */
export interface Announced {
  readonly kind: 'announced';
  readonly at: number;
  readonly text: string;
}

/** The element fired `order-ready`. */
export interface ToldReady {
  readonly kind: 'told-ready';
  readonly at: number;
}

/** The page froze, came back, was hidden, …; with what it showed at that moment. */
export interface LifeEvent {
  readonly kind: 'life';
  readonly at: number;
  readonly event: string;
  readonly persisted: boolean | undefined;
  readonly connection: string | undefined;
}

/** What must not happen: a throw into the page, or something that its content security policy forbids. */
export interface PageFault {
  readonly kind: 'page-fault';
  readonly at: number;
  readonly message: string;
}

/** The page made a WebSocket, asked for the order, or asked for a token. */
export interface Asked {
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
export interface ToldError {
  readonly kind: 'told-error';
  readonly at: number;
  readonly code: string;
}

export type PageRecord = Painted | Announced | ToldReady | ToldError | LifeEvent | PageFault | Asked | Sent;

/** What a recorded page offers to the bench. */
export interface RecordedPage {
  /** Timers that are running. */
  activeTimers(): number;
  report(record: string): void;
}

/**
 * Runs in the page, before any script of its own: reports everything that a guest sees or hears, and counts timers.
 * It stands alone, because only its text reaches the page.
 */
export function recordPage(): void {
  const page = globalThis as unknown as RecordedPage;
  const send = (record: PageRecord) => page.report(JSON.stringify(record));
  // Nothing here may keep a tracker alive that the page has let go.
  const numbers = new WeakMap<Element, number>();
  let met = 0;
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
  const meet = (tracker: Element) => {
    if (numbers.has(tracker)) return;
    numbers.set(tracker, met);
    met += 1;
    const loud = (tracker.shadowRoot ?? tracker).querySelector('[role=alert]');
    if (!loud) return;
    new MutationObserver(() => {
      if (loud.textContent) send({ kind: 'announced', at: Date.now(), text: loud.textContent });
    }).observe(loud, { childList: true, characterData: true, subtree: true });
  };
  // The page of the usual hook marks what it draws, so that both are measured alike.
  const isTracker = (target: EventTarget | null): target is Element =>
    target instanceof Element && (target.localName === 'order-status-tracker' || target.hasAttribute('data-usual'));
  const versionOf = (tracker: Element) =>
    tracker.hasAttribute('data-version') ? Number(tracker.getAttribute('data-version')) : undefined;

  document.addEventListener('order-connection-change', ({ target }) => {
    if (isTracker(target)) meet(target);
  });
  document.addEventListener('order-update', (event) => {
    const { target, order } = event as OrderUpdateEvent;
    if (!isTracker(target)) return;
    meet(target);
    versions.set(target, order.version);
    // The attributes were written just before, so this is what is seen.
    queueMicrotask(() => paint(target));
  });
  document.addEventListener('order-ready', () => send({ kind: 'told-ready', at: Date.now() }));
  document.addEventListener('order-error', (event) =>
    send({ kind: 'told-error', at: Date.now(), code: (event as OrderErrorEvent).code }),
  );
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!isTracker(target)) continue;
      if (target.hasAttribute('data-usual')) meet(target);
      queueMicrotask(() => paint(target));
    }
  }).observe(document, { attributes: true, attributeFilter: ['status', 'connection', 'data-version'], subtree: true });

  const live = (event: Event) => {
    // What was reported while the page was left may have got lost.
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
  for (const type of ['freeze', 'resume', 'visibilitychange']) document.addEventListener(type, live);
  for (const type of ['pagehide', 'pageshow', 'online', 'offline']) window.addEventListener(type, live);

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
