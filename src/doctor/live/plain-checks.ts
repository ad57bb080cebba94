import { fits } from '../../transports/websocket/message-template.js';
import { splitFrame } from '../../transports/websocket/split-frame.js';
import type { CheckContext } from '../check-context.js';
import { checkOthers, othersLive } from '../others-in-payload.js';
import { textOf } from '../page/page-socket.js';
import { Session } from '../page/session.js';
import { checkPayload, isMeantAsOrder, mayBeOrder, readLive } from '../payload-checks.js';
import { forgedToken } from '../setup.js';
import { addGivenToStrangers } from '../stranger-findings.js';
import { remedyForPing, unansweredPing } from './close-words.js';
import { heldGreeting, templatesFor } from './greeting.js';
import { addLoss, checkFrames, checkOpening, checkProtocol, checkSecondConnection } from './opening-checks.js';
import { checkOtherOrder } from './other-order.js';
import { watchChanges } from './watching.js';
import { checkPing } from './websocket-checks.js';

/** Examines a WebSocket with a protocol of its own, as the options describe it. */
export async function checkPlainWebSocket(context: CheckContext): Promise<void> {
  const { setup, world } = context;
  const { options } = setup;
  const { limits } = world;
  const session = new Session(context, context.guest);
  const hasOrder = () => session.payloads.some((payload) => readLive(payload, setup) !== undefined);
  const { confirmsByOrder, answersProbes } = session.traits;
  try {
    if (options.websocketUrl?.includes('{token}')) addTokenInUrl(context);
    if (!(await checkOpening(context, session))) return;
    const stands = () => session.isConfirmed || (confirmsByOrder === true && hasOrder());
    if (await session.until(stands, limits.confirm)) {
      context.report('subscribed', 'The subscription stands.');
    } else if (session.lost) {
      if (!isOfOther(context, session)) addLoss(context, session);
      return;
    } else addNotConfirmed(context, session, limits.confirm);
    if (answersProbes === false) addNoHeartbeat(context);
    const [isKnown] = await Promise.all([
      options.pollUrl ? true : session.until(hasOrder, limits.confirm),
      stands() && answersProbes !== false ? checkPing(context, session) : undefined,
      checkForgedToken(context, stands()),
    ]);
    if (!isKnown && stands()) addColdJoin(context, 'websocket-url');
    if (stands()) await checkSecondConnection(context, session);
    if (setup.watch === 0) await session.until(() => false, limits.settle);
    else await watchChanges(context, session, undefined);
    if (session.lost) addLoss(context, session);
    else addUnansweredPing(context, session);
    checkPayloads(context, session, hasOrder());
    await checkOtherOrder(context, { stands: stands(), hasOrder: hasOrder() });
  } finally {
    if (session.socket) checkFrames(context, session.socket);
    session.close();
  }
}

function addTokenInUrl(context: CheckContext): void {
  context.report(
    'token-in-url',
    'The token is in the URL, and so in the logs of every server on the way.',
    'Send it in websocket-hello, if the server can take it there.',
  );
}

/** Whether the server speaks another protocol than the options describe; names it. */
function isOfOther(context: CheckContext, { socket, lost }: Session): boolean {
  const { options } = context.setup;
  if (!socket || lost?.kind === 'forbidden') return false;
  const { websocketConfirm: confirm, websocketRefuse: refuse, websocketHeartbeat: heartbeat = {} } = options;
  const templates = [confirm, refuse, heartbeat.send, heartbeat.answer, heartbeat.alive].flat();
  const isKnown = socket.frames.some((frame) =>
    splitFrame(textOf(frame)).some((message) => templates.some((template) => fits(message, template, {}))),
  );
  return !isKnown && checkProtocol(context, socket);
}

function addNotConfirmed(context: CheckContext, session: Session, limit: number): void {
  const { socket, traits } = session;
  const { websocketHello: hello = [], websocketConfirm: confirm } = context.setup.options;
  if (isOfOther(context, session)) return;
  const first = socket?.frames[0];
  const came = first === undefined ? 'nothing came' : `what came begins with ${textOf(first).slice(0, 80)}`;
  const held = heldGreeting(context, session);
  if (held) {
    context.report('not-confirmed', `${held.problem} within ${limit / 1_000} s: ${came}.`, held.remedy);
    return;
  }
  if (traits.confirmsByOrder === true) {
    context.report(
      'confirm-missing',
      `Nothing says that the subscription stands (${came}): "Live" waits for the first message about the order.`,
      'Set websocket-confirm to what the server answers to a subscription, or server-preset.',
    );
    return;
  }
  context.report(
    'not-confirmed',
    `The server did not send what websocket-confirm waits for within ${limit / 1_000} s: ${came}.`,
    templatesFor(hello, confirm) ??
      'Compare websocket-confirm with the messages of the server, and websocket-hello with what it expects.',
  );
}

function addNoHeartbeat(context: CheckContext): void {
  const { alive, seconds } = context.setup.options.websocketHeartbeat ?? {};
  if (alive !== undefined) {
    context.report(
      'heartbeat-missing',
      `The server gives a sign of life by itself ${seconds === undefined ? 'at times that nothing tells' : `every ${seconds} s`}, and cannot be asked for one: a connection that dies in silence is noticed 20 s after the last one.`,
      'Add "send" and "answer" to websocket-heartbeat, if the server answers pings; or have it send its own at least every 5 s, and say so in "seconds".',
    );
    return;
  }
  context.report(
    'heartbeat-missing',
    'The server cannot be asked for a sign of life: "Live" lasts 20 s after each message.',
    'Set websocket-heartbeat, such as {"send":{"type":"ping"},"answer":{"type":"pong"}}, if the server answers pings.',
  );
}

/** A server that asks for signs of life, and closes connections that give none sooner or later. */
function addUnansweredPing(context: CheckContext, session: Session): void {
  const ping = unansweredPing(context, session);
  if (ping === undefined) return;
  context.report(
    'server-ping-unanswered',
    `The server sends pings (${ping.slice(0, 80)}), and nothing answers them: many servers close the connection for that.`,
    remedyForPing(ping),
  );
}

/** A guest who opens the page between two changes. */
export function addColdJoin(context: CheckContext, option: string): void {
  context.report(
    'cold-join',
    `Nothing says how far the order is before its next change: ${option} brings changes alone, and there is no poll-url.`,
    'Let the server send the order when the subscription stands, or set poll-url.',
  );
}

async function checkForgedToken(context: CheckContext, isOpenToGuest: boolean): Promise<void> {
  if (context.token === undefined || !isOpenToGuest) return;
  const session = new Session(context, { ...context.guest, token: forgedToken });
  const forged = await session.until(() => session.isConfirmed, context.world.limits.confirm);
  session.close();
  addGivenToStrangers(context, { without: false, forged }, 'The subscription is confirmed', '');
}

/** What came: what is about the order has to be readable. */
function checkPayloads(context: CheckContext, session: Session, hasOrder: boolean): void {
  const { setup } = context;
  const place = { origin: 'live', isPartial: true } as const;
  const { payloads, socket } = session;
  for (const payload of payloads) if (readLive(payload, setup)) checkPayload(context, payload, place);
  if (hasOrder) checkOthers(context, payloads, 'It brings', othersLive);
  if (hasOrder || payloads.length === 0 || context.findings.has('other-protocol')) return;
  if (isOfOther(context, session)) return;
  const { orderId } = setup.options;
  const meant =
    payloads.find((payload) => isMeantAsOrder(payload, orderId)) ??
    payloads.find((payload) => mayBeOrder(payload, orderId));
  if (meant !== undefined) checkPayload(context, meant, place);
  else if (payloads.every((payload) => payload === undefined)) addUnreadable(context, String(socket?.frames[0]));
}

function addUnreadable(context: CheckContext, first: string): void {
  context.report(
    'frame-unreadable',
    `No frame of the server is JSON; the first one begins with ${JSON.stringify(first.slice(0, 60))}.`,
    'Send the order as one JSON object in a text frame.',
  );
}
