import type { AlertEnvironment } from './alert-environment.js';

type NotificationEnvironment = Pick<AlertEnvironment, 'Notification' | 'navigator'>;

/** Whether the browser will show a notification. `closed`: the question was closed without an answer; it may be asked again. */
export type NotificationAnswer = 'granted' | 'denied' | 'closed' | 'unsupported';

/** Asks the guest for permission. Must be called in a tap's event handler. */
export async function askToNotify({ Notification }: NotificationEnvironment): Promise<NotificationAnswer> {
  try {
    const answer = await Notification?.requestPermission();
    return answer === 'default' ? 'closed' : (answer ?? 'unsupported');
  } catch {
    return 'unsupported';
  }
}

/** Shows a notification, if that was allowed. Android shows only those of a service worker. */
export async function notify(
  { Notification, navigator }: NotificationEnvironment,
  title: string,
  body: string,
): Promise<void> {
  if (Notification?.permission !== 'granted') return;
  const options = { body, tag: `order-status-tracker ${title}` };
  try {
    const shown = new Notification(title, options);
    shown.onclick = () => {
      globalThis.focus();
      shown.close();
    };
  } catch {
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.showNotification(title, options);
  }
}
