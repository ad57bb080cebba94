import { hash, isMoment, readJson, writeJson } from '../environment/storage.js';
import { browserPushEnvironment, type PushEnvironment } from './push-environment.js';
import { pushManagerOf, subscriptionOf } from './push-worker-registration.js';

/** Which subscription is meant. */
export interface PushOptions {
  /** The worker on the site's own origin; where it stands decides which pages it may be for. */
  readonly workerUrl: string;
  /** The order, and its back end: the browser has one subscription for all orders of a site. */
  readonly order?: string;
  readonly environment?: PushEnvironment;
}

/** What the guest agreed to when the pushes about an order were turned on: the very words, and their language. */
export interface PushAgreement {
  readonly wording: string;
  readonly language: string;
}

/** What the device keeps of an order with pushes. */
interface NotedOrder {
  readonly at: number;
  /** Of the subscription that the server knows, as a hash. */
  readonly endpoint?: string | undefined;
  readonly agreed?: PushAgreement | undefined;
}

/**
 * What stands in the way of pushes before anybody is asked. `unsupported`: this browser has none, or not here, as in
 * private windows, on pages without https and in browsers inside other apps. `denied`: the guest or the browser has said
 * no, and no further question is shown. `home-screen`: on an iPhone or iPad, only pages that were added to the Home Screen
 * can have them.
 */
export type PushHindrance = 'unsupported' | 'denied' | 'home-screen';

/**
 * Why there are no pushes after all. `closed`: the question was closed without an answer. `failed`: anything else, such
 * as a worker that is not there, or a browser whose push service cannot be reached. After these two, a later try may help.
 */
export type PushProblem = PushHindrance | 'closed' | 'failed';

export type PushOutcome = { readonly subscription: PushSubscriptionJSON } | { readonly problem: PushProblem };

const storageKey = 'order-status-tracker:pushed';
/** Milliseconds after which an order that never ended here counts no more. */
const forgottenAfter = 24 * 60 * 60 * 1000;

/** What stands in the way of pushes at this moment; `undefined`: nothing. The guest is not asked. */
export function pushHindrance(environment: PushEnvironment = browserPushEnvironment()): PushHindrance | undefined {
  const { Notification, navigator, hasWorkerPush, pushManager } = environment;
  if (Notification && (hasWorkerPush || pushManager)) {
    return Notification.permission === 'denied' ? 'denied' : undefined;
  }
  // Browsers inside other apps have no Home Screen to add to, and do not name Safari.
  const mayBeAdded = navigator.standalone === false && navigator.userAgent.includes('Safari/');
  return mayBeAdded ? 'home-screen' : 'unsupported';
}

/**
 * Asks the guest for permission, and the browser for a subscription that the server can send to. Must be called in a tap's
 * event handler. Never rejects.
 *
 * @param options `publicKey`: the server's VAPID key, in base64url; a subscription of our worker's with another key is
 *   replaced
 */
export async function subscribeToPush(
  options: PushOptions & { readonly publicKey: string; readonly agreed?: PushAgreement },
): Promise<PushOutcome> {
  const { environment = browserPushEnvironment(), workerUrl, publicKey, order, agreed } = options;
  const hindrance = pushHindrance(environment);
  if (hindrance) return { problem: hindrance };
  try {
    // Before anything else: later, the tap no longer counts.
    const permission = await environment.Notification?.requestPermission();
    if (permission !== 'granted') return { problem: permission === 'denied' ? 'denied' : 'closed' };
    const found = await pushManagerOf(environment, workerUrl);
    const subscription = found && (await subscriptionOf(found, keyBytes(publicKey)));
    if (!subscription) return { problem: 'failed' };
    if (order !== undefined) notePushes({ environment, order, agreed, endpoint: subscription.endpoint });
    return { subscription: subscription.toJSON() };
  } catch (error) {
    return { problem: error instanceof Error && error.name === 'NotAllowedError' ? 'denied' : 'failed' };
  }
}

/**
 * Notes that the pushes of an order come to this browser: `subscribeToPush` does it where the order is known; a page that
 * asked before there was an order does it once the server has the subscription.
 */
export function notePushes(options: {
  readonly order: string;
  readonly endpoint: string;
  readonly agreed?: PushAgreement | undefined;
  readonly environment?: PushEnvironment;
}): void {
  const { environment = browserPushEnvironment(), order, endpoint, agreed } = options;
  noteOrders(environment, (orders) => ({
    ...orders,
    [hash(order)]: { at: environment.now(), endpoint: hash(endpoint), agreed },
  }));
}

/** Whether the pushes of an order come to this browser, as far as the device's storage knows. */
export function hasPushes(options: { readonly order: string; readonly environment?: PushEnvironment }): boolean {
  const { environment = browserPushEnvironment(), order } = options;
  return notedOrders(environment)[hash(order)] !== undefined;
}

/**
 * The subscription that the browser has by now, if it is another than the server knows of this order: browsers end them,
 * and the worker makes a new one. With what the guest agreed to, so that the server can be told the same again. Never rejects.
 */
export async function changedPushSubscription(
  options: PushOptions,
): Promise<{ readonly subscription: PushSubscriptionJSON; readonly agreed: PushAgreement } | undefined> {
  const { environment = browserPushEnvironment(), workerUrl, order = '' } = options;
  const { agreed, endpoint } = notedOrders(environment)[hash(order)] ?? {};
  if (!agreed || environment.Notification?.permission !== 'granted') return undefined;
  try {
    const found = await pushManagerOf(environment, workerUrl, { mustRegister: false });
    const subscription = await found?.manager.getSubscription();
    return subscription && hash(subscription.endpoint) !== endpoint
      ? { subscription: subscription.toJSON(), agreed }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends the browser's subscription when an order is over, unless another order still uses it. The server forgets it by
 * itself. Never rejects.
 */
export async function endPushSubscription(options: PushOptions): Promise<void> {
  const { environment = browserPushEnvironment(), workerUrl, order = '' } = options;
  const left = noteOrders(environment, ({ [hash(order)]: _ended, ...others }) => others);
  if (Object.keys(left).length > 0) return;
  try {
    const found = await pushManagerOf(environment, workerUrl, { mustRegister: false });
    // In a site's own worker the subscription may be the site's.
    if (found?.isOurs) await (await found.manager.getSubscription())?.unsubscribe();
  } catch {
    // The next push tells the server that nobody listens.
  }
}

type NotedOrders = Readonly<Record<string, NotedOrder>>;

/** The orders that use the subscription, by a hash of each. */
function notedOrders({ storage, now }: PushEnvironment): NotedOrders {
  const counts = ([, noted]: [string, unknown]) => {
    const { at }: { readonly at?: unknown } = Object(noted);
    return isMoment(at) && Math.abs(now() - at) < forgottenAfter;
  };
  const known = Object.entries(Object(readJson(storage, storageKey))).filter(counts);
  return Object.fromEntries(known) as NotedOrders;
}

function noteOrders(environment: PushEnvironment, change: (orders: NotedOrders) => NotedOrders): NotedOrders {
  const orders = change(notedOrders(environment));
  writeJson(environment.storage, storageKey, Object.keys(orders).length > 0 ? orders : undefined);
  return orders;
}

function keyBytes(publicKey: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(publicKey.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
