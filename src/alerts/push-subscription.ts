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

/**
 * Why there are no pushes. `denied`: the guest or the browser said no, or the question was closed. `home-screen`: on an
 * iPhone or iPad, only pages that were added to the Home Screen can have them. `failed`: anything else, such as a worker
 * that is not there, or a browser whose push service cannot be reached; a later try may help.
 */
export type PushProblem = 'unsupported' | 'denied' | 'home-screen' | 'failed';

export type PushOutcome = { readonly subscription: PushSubscriptionJSON } | { readonly problem: PushProblem };

const storageKey = 'order-status-tracker:pushed';
/** Milliseconds after which an order that never ended here counts no more. */
const forgottenAfter = 24 * 60 * 60 * 1000;

/**
 * Asks the guest for permission, and the browser for a subscription that the server can send to. Must be called in a tap's
 * event handler. Never rejects.
 *
 * @param options `publicKey`: the server's VAPID key, in base64url; a subscription of our worker's with another key is
 *   replaced
 */
export async function subscribeToPush(options: PushOptions & { readonly publicKey: string }): Promise<PushOutcome> {
  const { environment = browserPushEnvironment(), workerUrl, publicKey, order } = options;
  const { Notification, navigator, hasWorkerPush, pushManager } = environment;
  if (!Notification || (!hasWorkerPush && !pushManager)) {
    return { problem: navigator.standalone === false ? 'home-screen' : 'unsupported' };
  }
  try {
    // Before anything else: later, the tap no longer counts.
    if ((await Notification.requestPermission()) !== 'granted') return { problem: 'denied' };
    const found = await pushManagerOf(environment, workerUrl);
    const subscription = found && (await subscriptionOf(found, keyBytes(publicKey)));
    if (!subscription) return { problem: 'failed' };
    noteOrders(environment, (orders) =>
      order === undefined ? orders : { ...orders, [hash(order)]: environment.now() },
    );
    return { subscription: subscription.toJSON() };
  } catch (error) {
    return { problem: error instanceof Error && error.name === 'NotAllowedError' ? 'denied' : 'failed' };
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

/** Changes which orders use the subscription; the device keeps a hash of each and a time. */
function noteOrders(
  { storage, now }: PushEnvironment,
  change: (orders: Readonly<Record<string, number>>) => Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const counts = ([, at]: [string, unknown]) => isMoment(at) && Math.abs(now() - at) < forgottenAfter;
  const known = Object.entries(Object(readJson(storage, storageKey))).filter(counts);
  const orders = change(Object.fromEntries(known) as Record<string, number>);
  writeJson(storage, storageKey, Object.keys(orders).length > 0 ? orders : undefined);
  return orders;
}

function keyBytes(publicKey: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(publicKey.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
