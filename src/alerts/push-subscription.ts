/** Where a push is subscribed to. */
export interface PushSubscriptionRequest {
  /** The site's service worker. */
  readonly workerUrl: string;
  /** The server's VAPID key, base64url. */
  readonly publicKey: string;
}

/** The subscription, or why there is none. `home-screen`: this iPhone has push only for pages on its Home Screen. */
export type PushSubscribed =
  | { readonly subscription: PushSubscriptionJSON }
  | { readonly problem: 'unsupported' | 'denied' | 'home-screen' | 'failed' };

/** Asks for permission and subscribes this browser. Call it in the guest's tap, before anything is awaited. */
export async function subscribeToPush({ workerUrl, publicKey }: PushSubscriptionRequest): Promise<PushSubscribed> {
  const { serviceWorker } = navigator;
  if (!globalThis.Notification || !serviceWorker || !globalThis.PushManager) {
    const isPhone = /iPhone|iPad/.test(navigator.userAgent);
    return { problem: isPhone ? 'home-screen' : 'unsupported' };
  }
  try {
    if ((await Notification.requestPermission()) !== 'granted') return { problem: 'denied' };
    await serviceWorker.register(workerUrl);
    const { pushManager } = await serviceWorker.ready;
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    return { subscription: subscription.toJSON() };
  } catch {
    return { problem: 'failed' };
  }
}
