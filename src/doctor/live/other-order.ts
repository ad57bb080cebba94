import type { CheckContext } from '../check-context.js';
import { Session } from '../page/session.js';
import { readLive } from '../payload-checks.js';

/** How a subscription to the guest's own order went: what another one has to be compared with. */
export interface OwnSubscription {
  /** Whether the server said that it stands, or opened the stream. */
  readonly stands: boolean;
  /** Whether the order came by itself. */
  readonly hasOrder: boolean;
}

/**
 * Subscribes to the order of `--other-order-id` as this guest, and as somebody without a token: in servers with a protocol
 * of their own, nothing but its coming proves that it can be seen.
 */
export async function checkOtherOrder(context: CheckContext, own: OwnSubscription): Promise<void> {
  const { setup, token } = context;
  const { otherOrderId } = setup;
  if (otherOrderId === undefined || !own.stands) return;
  const outcomes = [await subscribe(context, otherOrderId, token)];
  if (token !== undefined && !outcomes[0]?.hasOrder) outcomes.push(await subscribe(context, otherOrderId, undefined));
  const seen = outcomes.findIndex(({ hasOrder }) => hasOrder);
  if (seen >= 0) {
    const who = token === undefined || seen === 1 ? 'Somebody without a token' : 'The same guest';
    context.report(
      'other-order-readable',
      `${who} can follow the other order "${otherOrderId}" as well.`,
      'Compare the order of the token with the one that is asked for, and refuse the subscription.',
    );
  } else if (outcomes.every(({ isRefused }) => isRefused) || (own.hasOrder && !outcomes.some(({ stands }) => stands))) {
    context.report('other-order-refused', `The other order "${otherOrderId}" is refused.`);
  } else {
    context.report(
      'other-order-not-examined',
      `The subscription to the other order "${otherOrderId}" was not refused, and nothing came about it${own.hasOrder ? '' : ' before its next change'}.`,
      'Try it by hand: open the page with that order id, and change that order. It must not appear.',
    );
  }
}

interface Outcome {
  readonly hasOrder: boolean;
  readonly stands: boolean;
  readonly isRefused: boolean;
}

async function subscribe(context: CheckContext, orderId: string, token: string | undefined): Promise<Outcome> {
  const { setup, world } = context;
  const { limits } = world;
  const other = { ...setup, options: { ...setup.options, orderId } };
  const session = new Session(context, { orderId, token });
  const hasOrder = () => session.payloads.some((payload) => readLive(payload, other) !== undefined);
  const isStream = session.exchanges.length > 0 || session.sockets.length === 0;
  const stands = () => session.isConfirmed || (isStream && session.isOpened);
  await session.until(() => hasOrder() || stands(), limits.confirm);
  // Where the order comes by itself, it comes at once.
  await session.until(hasOrder, limits.settle);
  const { kind } = session.lost ?? {};
  const isAnswered = session.isOpened || ['auth', 'forbidden', 'not-found'].includes(kind ?? '');
  // A connection that never came about says nothing of the order.
  const outcome = { hasOrder: hasOrder(), stands: stands(), isRefused: session.lost !== undefined && isAnswered };
  session.close();
  return outcome;
}
