import { isRecord } from '../../transports/json.js';
import type { CheckContext } from '../check-context.js';
import { Session, type SessionRequest } from '../page/session.js';
import { forgedToken, unknownOrderId } from '../setup.js';
import { addGivenToStrangers, addStrangersRefused, checkGuessable } from '../stranger-findings.js';

/** How a subscription of a stranger ended. */
interface Outcome {
  readonly isConfirmed: boolean;
  readonly hasOrder: boolean;
  /** The close code, or the tracker's word for the failure. */
  readonly code: number | undefined;
  readonly kind: string | undefined;
}

/** Subscribes as somebody who should not see the order, and to orders that are not the guest's. */
export async function checkStrangersOnSocket(context: CheckContext): Promise<void> {
  const { token } = context;
  const { otherOrderId } = context.setup;
  const { orderId } = context.guest;
  const as = (id: string, withToken: string | undefined) => subscribe(context, { orderId: id, token: withToken });
  // One after the other: some servers allow one connection.
  const unknown = await as(unknownOrderId(orderId), token);
  const other = otherOrderId === undefined ? undefined : await as(otherOrderId, token);
  const without = token === undefined ? undefined : await as(orderId, undefined);
  const forged = token === undefined ? undefined : await as(orderId, forgedToken);
  checkUnknown(context, unknown);
  if (other?.hasOrder) {
    context.report(
      'other-order-readable',
      `The same guest can follow the other order "${otherOrderId}" as well.`,
      'Compare the order of the token with that of the subscription, and close with 4403 or 4404.',
    );
  } else if (other && other.code === unknown.code) {
    context.report('other-order-refused', `The other order "${otherOrderId}" is refused.`);
  } else if (other) {
    context.report(
      'other-order-told-apart',
      `The other order is refused with ${other.code ?? 'silence'}, and an id that no order has with ${unknown.code ?? 'silence'}: a stranger learns which orders exist.`,
      'Answer both alike, with 4403 or with 4404.',
    );
  }
  if (!without || !forged) return checkGuessable(context);
  const given = { without: without.isConfirmed, forged: forged.isConfirmed };
  const remedy = 'Close with 4401 where the token is missing.';
  if (addGivenToStrangers(context, given, 'The subscription is confirmed', remedy)) checkCode(context, forged);
}

function checkUnknown(context: CheckContext, unknown: Outcome): void {
  if (unknown.hasOrder) {
    context.report(
      'unknown-order-answered',
      "An id that no order has is followed, and an order comes: guests would see somebody else's.",
      'Close with 4404 where there is no order of that id.',
    );
  } else if (unknown.isConfirmed || !['auth', 'forbidden', 'not-found'].includes(unknown.kind ?? '')) {
    const what = unknown.isConfirmed ? 'as if it existed' : `with ${unknown.code ?? 'silence'}`;
    context.report(
      'unknown-order-refusal',
      `A subscription to an id that no order has is answered ${what}: guests wait in vain.`,
      'Answer {"type":"closed","ref":"1","code":4404}, or 4403 where tokens are needed.',
    );
  }
}

function checkCode(context: CheckContext, forged: Outcome): void {
  if (forged.kind === 'auth') {
    addStrangersRefused(context);
    return;
  }
  context.report(
    'refusal-code',
    `A broken token is answered with ${forged.code === 4401 ? 'the code "4401" as text' : (forged.code ?? 'silence')}, and not with the number 4401: the tracker does not ask for a new one when it expires.`,
    'Answer {"type":"closed","ref":"1","code":4401} for a token that is missing, broken or expired.',
  );
}

async function subscribe(context: CheckContext, { orderId, token }: SessionRequest): Promise<Outcome> {
  const { limits } = context.world;
  const session = new Session(context, { orderId, token });
  const isConfirmed = await session.until(() => session.isConfirmed, limits.confirm);
  const snapshot = isConfirmed ? await session.snapshot(orderId, undefined, limits.pong) : undefined;
  session.close();
  const code = session.socket?.closed?.code ?? Number(/\d{4}/.exec(session.lost?.reason ?? '')?.[0]);
  return {
    isConfirmed,
    hasOrder: [snapshot, ...session.payloads].some((payload) => isRecord(payload) && payload.status !== undefined),
    code: session.lost ? code || undefined : undefined,
    kind: session.lost?.kind,
  };
}
