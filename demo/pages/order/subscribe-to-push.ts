/** The service worker that shows pushes; see the guide on web push. */
const workerUrl = '/order-status-worker.js';

/**
 * Asks the guest for permission and the browser for a subscription, as JSON. Called in the event of a tap. `undefined` if
 * one of them said no.
 */
export async function subscribeToPush(publicKey: string): Promise<string | undefined> {
  try {
    // Before anything else: later, the tap no longer counts.
    if ((await Notification.requestPermission()) !== 'granted') return undefined;
    const { pushManager } = await navigator.serviceWorker.register(workerUrl, { scope: '/order-status-worker/' });
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    return JSON.stringify(subscription);
  } catch {
    return undefined;
  }
}
