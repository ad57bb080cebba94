import { isRecord } from '../../transports/json.js';
import type { Findings } from '../findings.js';
import { isGuessable } from '../http/stranger-reads.js';
import { Session } from '../page/session.js';
import { forgedToken, type Setup, unknownOrderId } from '../setup.js';
import type { World } from '../world.js';

/** How a subscription of a stranger ended. */
interface Outcome {
  readonly isConfirmed: boolean;
  readonly hasOrder: boolean;
  /** The close code, or the tracker's word for the failure. */
  readonly code: number | undefined;
  readonly kind: string | undefined;
}

/** Subscribes as somebody who should not see the order, and to orders that are not the guest's. */
export async function checkStrangersOnSocket(
  token: string | undefined,
  subject: string,
  setup: Setup,
  world: World,
  findings: Findings,
): Promise<void> {
  const { options, otherOrderId } = setup;
  const { orderId } = options;
  const as = (id: string, withToken: string | undefined) => subscribe(id, withToken, setup, world);
  // One after the other: some servers allow one connection.
  const unknown = await as(unknownOrderId(orderId), token);
  const other = otherOrderId === undefined ? undefined : await as(otherOrderId, token);
  const without = token === undefined ? undefined : await as(orderId, undefined);
  const forged = token === undefined ? undefined : await as(orderId, forgedToken);
  checkUnknown(unknown, subject, findings);
  if (other?.hasOrder) {
    findings.add(
      'other-order-readable',
      subject,
      `The same guest can follow the other order "${otherOrderId}" as well.`,
      'Compare the order of the token with that of the subscription, and close with 4403 or 4404.',
    );
  } else if (other && other.code !== unknown.code) {
    findings.add(
      'other-order-told-apart',
      subject,
      `The other order is refused with ${other.code ?? 'silence'}, and an id that no order has with ${unknown.code ?? 'silence'}: a stranger learns which orders exist.`,
      'Answer both alike, with 4403 or with 4404.',
    );
  }
  if (without?.isConfirmed) {
    findings.add(
      'token-not-needed',
      subject,
      'The order can be followed without the token as well: whoever knows its id sees it.',
      'Close with 4401 where the token is missing.',
    );
  } else if (forged?.isConfirmed) {
    findings.add(
      'token-not-checked',
      subject,
      'A token that nobody has signed opens the order.',
      'Verify the signature, the expiry and the order of each token, and close with 4401.',
    );
  } else if (forged && without) {
    checkCode(forged, subject, findings);
  } else if (isGuessable(orderId)) {
    findings.add(
      'id-guessable',
      subject,
      `Anybody can subscribe to "${orderId}", and ids like this one can be tried one after the other.`,
      'Use an id that nobody can guess (a UUID), or a tracking link with token-url.',
    );
  }
}

function checkUnknown(unknown: Outcome, subject: string, findings: Findings): void {
  if (unknown.hasOrder) {
    findings.add(
      'unknown-order-answered',
      subject,
      "An id that no order has is followed, and an order comes: guests would see somebody else's.",
      'Close with 4404 where there is no order of that id.',
    );
  } else if (unknown.isConfirmed || !['auth', 'forbidden', 'not-found'].includes(unknown.kind ?? '')) {
    const what = unknown.isConfirmed ? 'as if it existed' : `with ${unknown.code ?? 'silence'}`;
    findings.add(
      'unknown-order-refusal',
      subject,
      `A subscription to an id that no order has is answered ${what}: guests wait in vain.`,
      'Answer {"type":"closed","ref":"1","code":4404}, or 4403 where tokens are needed.',
    );
  }
}

function checkCode(forged: Outcome, subject: string, findings: Findings): void {
  if (forged.kind === 'auth') {
    findings.add(
      'strangers-refused',
      subject,
      'Neither without a token nor with a forged one can the order be followed.',
    );
    return;
  }
  findings.add(
    'refusal-code',
    subject,
    `A broken token is answered with ${forged.code ?? 'silence'}, and not with 4401: the tracker does not ask for a new one when it expires.`,
    'Answer {"type":"closed","ref":"1","code":4401} for a token that is missing, broken or expired.',
  );
}

async function subscribe(orderId: string, token: string | undefined, setup: Setup, world: World): Promise<Outcome> {
  const { limits } = world;
  const session = new Session(setup, { orderId, token }, world);
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
