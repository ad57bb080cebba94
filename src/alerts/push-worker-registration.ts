import type { PushEnvironment } from './push-environment.js';

/** Where a subscription is made. */
export interface FoundPushManager {
  readonly manager: PushManager;
  /** Whether nothing but our worker uses it; a site's own worker may have subscriptions of its own. */
  readonly isOurs: boolean;
}

/**
 * The scope of our worker, beside its file. No page lies there, so that the worker takes over none from the site's own
 * worker, and the site needs no header `Service-Worker-Allowed`.
 */
const ownFolder = 'order-status-push/';
/** Milliseconds for the worker to be fetched and started. */
const startLimit = 15_000;

/**
 * Registers the worker, or finds it: a registration with this very file is used whatever its scope, so that a site can
 * name its own worker, into which it has loaded ours. Without a worker, Safari's own push manager shows the messages; the
 * server then never learns that they were shown. Undefined if there is neither.
 */
export async function pushManagerOf(
  environment: PushEnvironment,
  workerUrl: string,
  { mustRegister = true } = {},
): Promise<FoundPushManager | undefined> {
  const { navigator, pushManager, hasWorkerPush } = environment;
  const withoutWorker = pushManager && { manager: pushManager, isOurs: true };
  if (!hasWorkerPush || !navigator.serviceWorker) return withoutWorker;
  try {
    const registration = await registrationOf(environment, navigator.serviceWorker, workerUrl, mustRegister);
    if (!registration) return withoutWorker;
    return { manager: registration.pushManager, isOurs: registration.scope.endsWith(`/${ownFolder}`) };
  } catch (error) {
    if (withoutWorker) return withoutWorker;
    throw error;
  }
}

/** Gets the subscription with this key, or makes it. Undefined if there is one with another key that is not ours. */
export async function subscriptionOf(
  { manager, isOurs }: FoundPushManager,
  applicationServerKey: Uint8Array<ArrayBuffer>,
): Promise<PushSubscription | undefined> {
  const known = await manager.getSubscription();
  if (known && hasKey(known, applicationServerKey)) return known;
  if (known && !isOurs) return undefined;
  await known?.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

async function registrationOf(
  { baseUrl, setTimeout }: PushEnvironment,
  workers: ServiceWorkerContainer,
  workerUrl: string,
  mustRegister: boolean,
): Promise<ServiceWorkerRegistration | undefined> {
  const script = new URL(workerUrl, baseUrl);
  const scriptOf = ({ installing, waiting, active }: ServiceWorkerRegistration) =>
    (active ?? waiting ?? installing)?.scriptURL;
  const registered = (await workers.getRegistrations()).find((known) => scriptOf(known) === script.href);
  if (!mustRegister) return registered;
  const registration = registered ?? (await workers.register(script, { scope: new URL(ownFolder, script).href }));
  await started(registration, setTimeout);
  return registration;
}

/** A worker that has just been registered cannot get pushes before it is active. */
function started(registration: ServiceWorkerRegistration, setTimeout: PushEnvironment['setTimeout']): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (!worker || registration.active) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve();
      if (worker.state === 'redundant') reject(new Error('The worker could not be started.'));
    };
    worker.addEventListener('statechange', look);
    setTimeout(() => reject(new Error('The worker takes too long to start.')), startLimit);
    look();
  });
}

function hasKey({ options }: PushSubscription, wanted: Uint8Array): boolean {
  const known = options.applicationServerKey && new Uint8Array(options.applicationServerKey);
  return known?.length === wanted.length && known.every((byte, index) => byte === wanted[index]);
}
