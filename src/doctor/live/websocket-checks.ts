import type { OrderPatch } from '../../order/order.js';
import { isRecord, parseJson } from '../../transports/json.js';
import type { CheckContext } from '../check-context.js';
import { textOf } from '../page/page-socket.js';
import { Session } from '../page/session.js';
import { addVersionMissing, checkPayload, readPatch } from '../payload-checks.js';
import { closeWords } from './close-words.js';
import {
  addLoss,
  checkFrames,
  checkOpening,
  checkProtocol,
  checkSecondConnection,
  checkSecondSubscription,
  hasLargeFrame,
} from './opening-checks.js';
import { checkStrangersOnSocket } from './stranger-sockets.js';
import { watchChanges } from './watching.js';

/** Examines a WebSocket that speaks order-status.v1, by PROTOCOL.md. */
export async function checkWebSocket(context: CheckContext): Promise<void> {
  const session = new Session(context, context.guest);
  try {
    if (!(await checkOpening(context, session))) return;
    if (!(await checkConfirmation(context, session))) return;
    context.report('subscribed', `The subscription stands after ${Math.round(session.confirmedAfter ?? 0)} ms.`);
    const [patch] = await Promise.all([checkSnapshots(context, session), checkPing(context, session)]);
    await checkUnknownMessage(context, session);
    await checkSecondSubscription(context, session);
    await checkSecondConnection(context, session);
    const readNow = async () => {
      const answer = await session.snapshot(context.guest.orderId, undefined, context.world.limits.pong);
      return answer === undefined ? undefined : readPatch(answer, context.setup);
    };
    await watchChanges(context, session, patch, readNow);
    if (session.lost) addLoss(context, session);
    checkChanges(context, session, patch);
    session.close();
    await checkStrangersOnSocket(context);
  } finally {
    if (session.socket) checkFrames(context, session.socket);
    session.close();
  }
}

async function checkConfirmation(context: CheckContext, session: Session): Promise<boolean> {
  const { limits } = context.world;
  if (await session.until(() => session.isConfirmed, limits.confirm)) return true;
  const { socket } = session;
  if (!socket || checkProtocol(context, socket)) return false;
  if (session.lost) {
    addLoss(context, session);
    return false;
  }
  const texts = socket.frames.map(textOf);
  const messages = texts.map(parseJson);
  const isBinary = socket.frames.some((frame) => typeof frame !== 'string');
  const error = messages.find((message) => isRecord(message) && message.type === 'error');
  const subscribe = '{"type":"subscribe","ref":"1","order_id":"…"}';
  if (error) {
    context.report(
      'error-answer',
      `The server answered ${JSON.stringify(error).slice(0, 120)} to ${subscribe}.`,
      'Read the message as PROTOCOL.md describes it, and answer {"type":"subscribed","ref":"1"}.',
    );
  } else if (texts.length > 0 && (isBinary || !messages.some((message) => isRecord(message) && 'type' in message))) {
    context.report(
      'frame-unreadable',
      `No frame of the server can be read${isBinary ? ', as it is binary' : ''}; the first one begins with ${JSON.stringify(texts[0]?.slice(0, 60))}.`,
      'Send JSON objects with a "type" in text frames (PROTOCOL.md), or set websocket-protocol="plain" or server-preset.',
    );
  } else {
    const first = texts[0] === undefined ? 'nothing came' : `what came begins with ${texts[0].slice(0, 80)}`;
    context.report(
      'not-confirmed',
      `After ${subscribe} the server did not say within ${limits.confirm / 1_000} s that the subscription stands: ${first}.`,
      'Answer {"type":"subscribed","ref":"1"}, with the ref of the subscription, once every change will be sent. If the server has messages of its own, set websocket-protocol="plain" and websocket-hello (what it expects first), or server-preset.',
    );
  }
  return false;
}

/** Asks for the order twice; the second time as somebody who knows the first answer. */
async function checkSnapshots(context: CheckContext, session: Session): Promise<OrderPatch | undefined> {
  const { setup } = context;
  const { limits } = context.world;
  const { orderId } = setup.options;
  const first = await session.snapshot(orderId, undefined, limits.pong);
  if (first === undefined) {
    if (session.lost || hasLargeFrame(session)) return undefined;
    const empty = session.socket?.frames.map((frame) => parseJson(textOf(frame))).find(isEmptyAnswer);
    if (empty) {
      context.report(
        'order-unreadable',
        `The answer to {"type":"snapshot"} has no "order"; it has ${Object.keys(empty).join(', ')}.`,
        'Answer {"type":"order","ref":"1","snapshot":true,"order":{…}} with the whole order.',
      );
      return undefined;
    }
    const isUnmarked = session.payloads.some((payload) => payload !== undefined);
    context.report(
      isUnmarked ? 'snapshot-unmarked' : 'snapshot-unanswered',
      isUnmarked
        ? 'An order came, and not as the answer to {"type":"snapshot"}: it lacks "snapshot":true.'
        : `{"type":"snapshot","ref":"1"} was not answered within ${limits.pong / 1_000} s: guests do not see the present state.`,
      'Answer {"type":"order","ref":"1","snapshot":true,"order":{…}} with the whole order.',
    );
    return undefined;
  }
  const patch = checkPayload(context, first, { origin: 'read' });
  if (!patch) return undefined;
  context.report('snapshot-answered', `The order is sent on request: ${patch.status ?? 'no status'}.`);
  const { version } = patch;
  if (typeof version !== 'number') {
    addVersionMissing(context);
    return patch;
  }
  const second = await session.snapshot(orderId, version, limits.pong);
  if (second === undefined && !session.lost) {
    context.report(
      'snapshot-unanswered',
      `{"type":"snapshot","ref":"1","min_version":${version}} was not answered within ${limits.pong / 1_000} s, and without min_version it was.`,
      'Answer at once with what there is, whatever min_version says.',
    );
  }
  const { version: later = undefined } = { ...(isRecord(second) ? second : {}) };
  if (second !== undefined && Number(later) < version) {
    context.report(
      'snapshot-old',
      `Asked for min_version ${version}, the server answered with version ${Number(later)}.`,
      'Read the order from the database, not from a copy that lags behind.',
    );
  }
  return patch;
}

function isEmptyAnswer(message: unknown): message is Readonly<Record<string, unknown>> {
  return isRecord(message) && message.type === 'order' && message.snapshot === true && message.order === undefined;
}

export async function checkPing(context: CheckContext, session: Session): Promise<void> {
  const { limits } = context.world;
  const { websocketProtocol, websocketHeartbeat } = context.setup.options;
  const isAsked = websocketProtocol !== 'plain' || websocketHeartbeat?.send !== undefined;
  if (await session.showsLife(limits.pong)) {
    // A message that the server sends by itself answers nothing.
    if (isAsked) context.report('ping-answered', 'A ping is answered.');
  } else if (!session.lost) {
    context.report(
      'ping-unanswered',
      `A ping was not answered within ${limits.pong / 1_000} s: the tracker closes the connection for that, again and again.`,
      'Answer each ping at once: PROTOCOL.md has {"type":"ping"} and {"type":"pong"}, other servers those of websocket-heartbeat.',
    );
  }
}

/** Later versions of the protocol will have further messages. */
async function checkUnknownMessage(context: CheckContext, session: Session) {
  const { limits } = context.world;
  if (session.lost) return;
  session.socket?.send('{"type":"order-status-doctor","ref":"1"}');
  // Messages are read in order: the pong comes after whatever that one does.
  await session.showsLife(limits.pong);
  if (!session.lost) return;
  context.report(
    'unknown-message',
    `The server closes the connection (${closeWords(session)}) for a message of a type that it does not know.`,
    'Ignore unknown types and unknown keys, or answer {"type":"error","reason":"…"}: nothing else may happen.',
  );
  session.lost = undefined;
}

/** What came by itself: whether it is about the order, and newer than what was known. */
function checkChanges(context: CheckContext, session: Session, snapshot: OrderPatch | undefined): void {
  const { payloads } = session;
  const place = { origin: 'live', isPartial: true } as const;
  const read = payloads.filter((payload) => payload !== undefined);
  if (read.length < payloads.length && !hasLargeFrame(session)) {
    context.report(
      'frame-unreadable',
      'Beside messages of PROTOCOL.md, frames came that are no JSON object with a "type".',
      'Send JSON text frames only. Many such frames in a minute end the connection.',
    );
  }
  const patches = read.map((payload) => checkPayload(context, payload, place));
  const fallen = patches.find((patch) => Number(patch?.version) < Number(snapshot?.version) - 1);
  if (!fallen || snapshot?.epoch !== fallen.epoch) return;
  context.report(
    'version-falls',
    `A change has the version ${fallen.version}, and the order had ${snapshot?.version} when it was asked for.`,
    'Let the database raise the version, and send it with each change.',
  );
}
