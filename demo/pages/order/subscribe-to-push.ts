import { subscribeToPush as subscribe } from '../../../src/alerts/push-subscription.js';

/**
 * Asks the guest for permission and the browser for a subscription, as JSON. Called in the event of a tap. `undefined` if
 * one of them said no.
 */
export async function subscribeToPush(publicKey: string): Promise<string | undefined> {
  const outcome = await subscribe({ workerUrl: '/order-status-worker.js', publicKey });
  return 'subscription' in outcome ? JSON.stringify(outcome.subscription) : undefined;
}
