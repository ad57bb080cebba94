import { type PushProblem, subscribeToPush as subscribe } from '../../../src/alerts/push-subscription.js';

const problems: Readonly<Record<PushProblem, string>> = {
  unsupported: 'This browser cannot show notifications of this page.',
  denied:
    'Notifications are blocked for this page. You can allow them in the browser’s settings, but not in a private window.',
  'home-screen': 'This browser cannot show notifications of this page.',
  closed: 'The browser’s question was closed without an answer. Please tick the box again.',
  failed: 'That did not work. Please tick the box again.',
};

/** Asks the guest for permission and the browser for a subscription, as JSON. Called in the event of a tap. */
export async function subscribeToPush(
  publicKey: string,
): Promise<{ readonly address: string } | { readonly problem: string }> {
  const outcome = await subscribe({ workerUrl: '/order-status-worker.js', publicKey });
  return 'subscription' in outcome
    ? { address: JSON.stringify(outcome.subscription) }
    : { problem: problems[outcome.problem] };
}
