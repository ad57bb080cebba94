import { fits } from '../../transports/websocket/message-template.js';
import { splitFrame } from '../../transports/websocket/split-frame.js';
import type { Findings } from '../findings.js';
import { textOf } from '../page/page-socket.js';
import { Session } from '../page/session.js';
import { checkPayload, isMeantAsOrder, readLive } from '../payload-checks.js';
import { forgedToken, type Setup } from '../setup.js';
import type { World } from '../world.js';
import { addLoss, checkFrames, checkOpening, checkProtocol, checkSecondConnection } from './opening-checks.js';
import { checkPing } from './websocket-checks.js';

/** Examines a WebSocket with a protocol of its own, as the options describe it. */
export async function checkPlainWebSocket(
  token: string | undefined,
  subject: string,
  setup: Setup,
  world: World,
  findings: Findings,
): Promise<void> {
  const { options } = setup;
  const { limits } = world;
  const request = { orderId: options.orderId, token };
  const session = new Session(setup, request, world);
  const hasOrder = () => session.payloads.some((payload) => readLive(payload, setup) !== undefined);
  const { confirmsByOrder, answersProbes } = session.traits;
  try {
    if (options.websocketUrl?.includes('{token}')) addTokenInUrl(subject, findings);
    if (!(await checkOpening(session, request, subject, setup, world, findings))) return;
    const stands = () => session.isConfirmed || (confirmsByOrder === true && hasOrder());
    if (await session.until(stands, limits.confirm)) {
      findings.add('subscribed', subject, 'The subscription stands.');
    } else if (session.lost) {
      if (!isOfOther(session, subject, setup, findings)) addLoss(session, subject, setup, findings);
      return;
    } else addNotConfirmed(session, subject, setup, limits.confirm, findings);
    if (answersProbes === false) addNoHeartbeat(subject, findings);
    const [isKnown] = await Promise.all([
      options.pollUrl ? true : session.until(hasOrder, limits.confirm),
      stands() && answersProbes !== false ? checkPing(session, subject, world, findings) : undefined,
      checkForgedToken(token, stands(), subject, setup, world, findings),
    ]);
    if (!isKnown && stands()) addColdJoin('websocket-url', subject, findings);
    if (stands()) await checkSecondConnection(session, request, subject, setup, world, findings);
    await session.until(() => false, setup.watch || limits.settle);
    if (session.lost) addLoss(session, subject, setup, findings);
    checkPayloads(session, hasOrder(), subject, setup, findings);
  } finally {
    if (session.socket) checkFrames(session.socket, subject, findings);
    session.close();
  }
}

function addTokenInUrl(subject: string, findings: Findings): void {
  findings.add(
    'token-in-url',
    subject,
    'The token is in the URL, and so in the logs of every server on the way.',
    'Send it in websocket-hello, if the server can take it there.',
  );
}

/** Whether the server speaks another protocol than the options describe; names it. */
function isOfOther({ socket, lost }: Session, subject: string, { options }: Setup, findings: Findings): boolean {
  if (!socket || lost?.kind === 'forbidden') return false;
  const { websocketConfirm: confirm, websocketRefuse: refuse, websocketHeartbeat: heartbeat = {} } = options;
  const templates = [confirm, refuse, heartbeat.send, heartbeat.answer, heartbeat.alive].flat();
  const isKnown = socket.frames.some((frame) =>
    splitFrame(textOf(frame)).some((message) => templates.some((template) => fits(message, template, {}))),
  );
  return !isKnown && checkProtocol(socket, subject, findings);
}

function addNotConfirmed(session: Session, subject: string, setup: Setup, limit: number, findings: Findings): void {
  const { socket, traits } = session;
  if (isOfOther(session, subject, setup, findings)) return;
  const first = socket?.frames[0];
  const came = first === undefined ? 'nothing came' : `what came begins with ${textOf(first).slice(0, 80)}`;
  if (traits.confirmsByOrder) {
    findings.add(
      'confirm-missing',
      subject,
      `Nothing says that the subscription stands (${came}): "Live" waits for the first message about the order.`,
      'Set websocket-confirm to what the server answers to a subscription, or server-preset.',
    );
    return;
  }
  findings.add(
    'not-confirmed',
    subject,
    `The server did not send what websocket-confirm waits for within ${limit / 1_000} s: ${came}.`,
    'Compare websocket-confirm with the messages of the server, and websocket-hello with what it expects.',
  );
}

function addNoHeartbeat(subject: string, findings: Findings): void {
  findings.add(
    'heartbeat-missing',
    subject,
    'The server cannot be asked for a sign of life: "Live" lasts 20 s after each message.',
    'Set websocket-heartbeat, such as {"send":{"type":"ping"},"answer":{"type":"pong"}}, if the server answers pings.',
  );
}

/** A guest who opens the page between two changes. */
export function addColdJoin(option: string, subject: string, findings: Findings): void {
  findings.add(
    'cold-join',
    subject,
    `Nothing says how far the order is before its next change: ${option} brings changes alone, and there is no poll-url.`,
    'Let the server send the order when the subscription stands, or set poll-url.',
  );
}

async function checkForgedToken(
  token: string | undefined,
  isOpenToGuest: boolean,
  subject: string,
  setup: Setup,
  world: World,
  findings: Findings,
): Promise<void> {
  if (token === undefined || !isOpenToGuest) return;
  const forged = new Session(setup, { orderId: setup.options.orderId, token: forgedToken }, world);
  const isOpen = await forged.until(() => forged.isConfirmed, world.limits.confirm);
  forged.close();
  if (!isOpen) return;
  findings.add(
    'token-not-checked',
    subject,
    'A token that nobody has signed opens the subscription.',
    'Verify the signature, the expiry and the order of each token before you confirm the subscription.',
  );
}

/** What came: what is about the order has to be readable. */
function checkPayloads(session: Session, hasOrder: boolean, subject: string, setup: Setup, findings: Findings): void {
  const place = { subject, origin: 'live', isPartial: true } as const;
  const { payloads, socket } = session;
  for (const payload of payloads) if (readLive(payload, setup)) checkPayload(payload, place, setup, findings);
  if (hasOrder || payloads.length === 0 || findings.has('other-protocol')) return;
  if (isOfOther(session, subject, setup, findings)) return;
  const meant = payloads.find((payload) => isMeantAsOrder(payload, setup.options.orderId));
  if (meant !== undefined) checkPayload(meant, place, setup, findings);
  else if (payloads.every((payload) => payload === undefined))
    addUnreadable(String(socket?.frames[0]), subject, findings);
}

function addUnreadable(first: string, subject: string, findings: Findings): void {
  findings.add(
    'frame-unreadable',
    subject,
    `No frame of the server is JSON; the first one begins with ${JSON.stringify(first.slice(0, 60))}.`,
    'Send the order as one JSON object in a text frame.',
  );
}
