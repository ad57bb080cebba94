/** What the site's service worker says to the page when a push arrives (demo/…/order-status-worker.js). */
interface PushNews {
  readonly orderId: string;
  readonly kind: string;
  readonly version: number | undefined;
}

/** Who may show what a push tells of. */
export interface PushListener {
  /** Whether the guest sees or hears it from the page, so that the worker shows nothing. */
  shows(news: PushNews): boolean;
  /** The browser has ended its subscription, and the worker has made another. */
  renewed(): void;
}

const listeners = new Set<PushListener>();

/** Answers the worker in the name of the page, as long as anybody listens. */
export function listenToPush(listener: PushListener): void {
  if (listeners.size === 0) navigator.serviceWorker?.addEventListener('message', answer);
  listeners.add(listener);
}

export function stopListeningToPush(listener: PushListener): void {
  listeners.delete(listener);
  if (listeners.size === 0) navigator.serviceWorker?.removeEventListener('message', answer);
}

function answer({ data, ports }: MessageEvent<unknown>): void {
  const { type, orderId, kind, version }: Readonly<Record<string, unknown>> = Object(data);
  if (type === 'order-status-tracker:subscription') for (const one of listeners) one.renewed();
  if (type !== 'order-status-tracker:push') return;
  const news = {
    orderId: String(orderId),
    kind: String(kind),
    version: typeof version === 'number' ? version : undefined,
  };
  // Each is asked: what a push tells of is news for an element that shows something older.
  const answers = [...listeners].map((listener) => listener.shows(news));
  ports[0]?.postMessage({ isShown: answers.includes(true) });
}
