import {
  type PushOptions,
  type PushProblem,
  pushHindrance,
  subscribeToPush,
} from '../../../alerts/push-subscription.js';
import type { LocaleKey } from '../../../locales/locale.js';
import type { Address, ConsentWords } from './guest-channels.js';
import type { Channel } from './notify-endpoint.js';

const problems = {
  unsupported: 'reach_unsupported',
  denied: 'reach_denied',
  'home-screen': 'reach_home_screen',
  closed: 'reach_failed',
  failed: 'reach_failed',
} as const satisfies Readonly<Record<PushProblem, LocaleKey>>;

/**
 * What the guest has to do outside of this page before notifications can be turned on. `undefined`: nothing, or nothing
 * would help.
 *
 * @param secret of the tracking link by which the order was found
 */
export function pushNoteOf(secret: string | undefined): LocaleKey | undefined {
  switch (pushHindrance()) {
    case 'denied':
      return 'reach_blocked';
    case 'home-screen':
      // A page on the Home Screen has a storage of its own, and the address of this moment: without the secret of a
      // tracking link, which the element has taken out. Before iOS 26 only sites with a manifest have pushes there.
      return secret === undefined && document.querySelector('link[rel~=manifest]') ? 'reach_home_screen' : undefined;
    default:
      return undefined;
  }
}

/** What can be turned on here, and then what only words can be said of. @param note of `pushNoteOf` */
export function offeredHere(offered: readonly Channel[], note: LocaleKey | undefined): readonly Channel[] {
  if (!offered.includes('push') || !pushHindrance()) return offered;
  const others = offered.filter((channel) => channel !== 'push');
  return note ? [...others, 'push'] : others;
}

/** Asks the guest, in a tap, and the browser for where pushes are sent to. */
export async function pushAddress(
  options: PushOptions & { readonly publicKey: string; readonly agreed: ConsentWords },
): Promise<Address> {
  const answer = await subscribeToPush(options);
  return 'problem' in answer ? { problem: problems[answer.problem] } : { address: answer.subscription };
}

/** What gets the focus after a problem. The button for pushes goes with the browser's refusal, and cannot keep it. */
export function focusAfterProblem(channel: Channel): string {
  return channel === 'push' && pushHindrance() ? '[part=reach-button]' : '[part=reach-input][aria-invalid]';
}
