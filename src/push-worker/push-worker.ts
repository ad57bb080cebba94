import { type MessageData, type PushMessage, readMessageData, readPushMessage } from './push-message.js';
import { shownMessages } from './shown-messages.js';
import type { PushSubscriptionChangeEvent, WindowClient, WorkerScope } from './worker-scope.js';

/** Milliseconds that open pages have to say that they show the news themselves. */
const answerLimit = 300;
/** Milliseconds before each try to tell the server. */
const tellDelays = [0, 1_000, 5_000];

/**
 * Shows the pushes about orders, each message once, and tells the server that it was shown. A click leads to the order's
 * page. It hears no `fetch` and takes over no page, so that it can be loaded into a site's own worker.
 */
export function listenForPushes(scope: WorkerScope): void {
  const shown = shownMessages(scope);
  /** Two pushes with one message may come at the same moment. */
  const inHand = new Map<string, Promise<void>>();

  scope.addEventListener('push', (event) => {
    const declared = readMessageData(event.notification?.data);
    // Safari shows a declarative message by itself once the worker has done nothing else.
    if (declared) event.waitUntil(tell('shown', declared));
    const message = declared ? undefined : readPushMessage(event.data?.text() ?? '');
    if (!message) return;
    // The site's own listeners would show it once more.
    event.stopImmediatePropagation();
    const { message: id } = message.options.data;
    const work = Promise.resolve(inHand.get(id))
      .catch(() => undefined)
      .then(() => receive(message));
    inHand.set(id, work);
    event.waitUntil(work.finally(() => inHand.delete(id)));
  });

  scope.addEventListener('notificationclick', (event) => {
    const data = readMessageData(event.notification.data);
    if (!data) return;
    event.stopImmediatePropagation();
    event.notification.close();
    event.waitUntil(Promise.all([openPage(data), tell('clicked', data)]));
  });

  scope.addEventListener('pushsubscriptionchange', (event) => {
    if (ownsScope(scope)) event.waitUntil(renew(event));
  });

  async function receive({ title, options }: PushMessage): Promise<void> {
    const { data } = options;
    if (!(await shown.has(data.message))) {
      // Chrome and Firefox count a push that shows nothing, and let some pass: a page that shows it has a visit to show.
      if (!(await isShownByPage(data))) await scope.registration.showNotification(title, options);
      await shown.add(data.message);
    }
    await tell('shown', data);
  }

  async function isShownByPage({ order_id: orderId, kind }: MessageData): Promise<boolean> {
    const answers = (await pages()).map(
      (page) =>
        new Promise<void>((resolve, reject) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => (data?.isShown === true ? resolve() : reject());
          scope.setTimeout(reject, answerLimit);
          page.postMessage({ type: 'order-status-tracker:push', orderId, kind }, [port2]);
        }),
    );
    return Promise.any(answers).then(
      () => true,
      () => false,
    );
  }

  /** The body is sent as plain text: a browser would ask before it sends JSON, which takes a round trip. */
  async function tell(action: 'shown' | 'clicked', { message, order_id, seen }: MessageData): Promise<void> {
    const body = JSON.stringify({ action, order_id, message });
    for (const delay of tellDelays) {
      if (delay > 0) await new Promise<void>((resolve) => scope.setTimeout(resolve, delay));
      const answer = await scope
        .fetch(seen, { method: 'POST', body, credentials: 'omit', referrerPolicy: 'no-referrer', keepalive: true })
        .catch(() => undefined);
      if (answer && answer.status !== 429 && answer.status < 500) return;
    }
  }

  /** Brings the order's page to the front, or opens it. */
  async function openPage(data: MessageData & { navigate?: string }): Promise<void> {
    const { navigate = '/', order_id: orderId } = data;
    const target = new URL(navigate, scope.registration.scope);
    const open = (await pages()).find(({ url }) => isPageOf(new URL(url), target, orderId));
    if (open) await open.focus().catch(() => scope.clients.openWindow(target.href));
    else await scope.clients.openWindow(target.href);
  }

  /**
   * The browser has ended the subscription. The server learns of the new one from an open page, which has the token, or
   * from the next one.
   */
  async function renew({ oldSubscription, newSubscription }: PushSubscriptionChangeEvent): Promise<void> {
    const applicationServerKey = oldSubscription?.options.applicationServerKey;
    if (!newSubscription && !applicationServerKey) return;
    const { pushManager } = scope.registration;
    const options = { userVisibleOnly: true, applicationServerKey: applicationServerKey ?? null };
    const subscription = (newSubscription ?? (await pushManager.subscribe(options))).toJSON();
    for (const page of await pages()) page.postMessage({ type: 'order-status-tracker:subscription', subscription });
  }

  function pages(): Promise<readonly WindowClient[]> {
    return scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  }
}

/** A site's own worker may have a subscription of its own. */
function ownsScope({ registration }: WorkerScope): boolean {
  return registration.scope.endsWith('/order-status-push/');
}

/** The fragment is left out: it held the secret of the link, and the page has taken it away. */
function isPageOf(page: URL, target: URL, orderId: string): boolean {
  if (page.origin !== target.origin || page.pathname !== target.pathname) return false;
  return page.search === target.search || [page, target].every(({ search }) => search.includes(orderId));
}
