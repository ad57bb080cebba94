import { isRecord, parseJson, sizeLimit } from '../../transports/json.js';
import { foreignProtocol, lookalike } from '../../transports/websocket/lookalike.js';
import type { CheckContext } from '../check-context.js';
import { type SocketRecord, textOf } from '../page/page-socket.js';
import { addUnreachable } from '../page/reach.js';
import { Session } from '../page/session.js';
import { closeWords, isForSilence, remedyForClose } from './close-words.js';

/** In one second. */
const mostFrames = 200;
/** Closes that mean something in PROTOCOL.md. */
const refusals = [4400, 4401, 4403, 4404, 4429];

/** Whether the socket opened; says why not. */
export async function checkOpening(context: CheckContext, session: Session): Promise<boolean> {
  const { limits } = context.world;
  const isOpen = await session.until(() => session.isOpened, limits.answer + 1_000);
  const { socket } = session;
  if (isOpen) return true;
  if (!socket) {
    const remedy = 'Set a whole address without a fragment (#), such as wss://example.com/orders.';
    context.report('option-refused', session.lost?.reason ?? 'No socket was opened.', remedy);
    return false;
  }
  if (socket.refusedWith !== undefined) await addRefusal(context, socket);
  else if (socket.handshakeFault !== undefined) addHandshakeFault(context, socket);
  else {
    const problem = socket.unreachable ?? { code: 'no-answer', detail: 'the handshake was not answered' };
    addUnreachable(context, problem, socket.url);
  }
  return false;
}

async function addRefusal(context: CheckContext, { refusedWith = 0 }: SocketRecord): Promise<void> {
  const { setup, world } = context;
  // Is it this page that is not welcome, or everybody?
  const other = new Session(context, { ...context.guest, origin: 'none' });
  const opensWithout = await other.until(() => other.isOpened, world.limits.answer);
  other.close();
  if (opensWithout) {
    context.report(
      'origin-refused',
      `The server refuses sockets from a page of ${setup.origin} (${refusedWith}), and opens them without an Origin.`,
      `Allow the origin ${setup.origin} in the server's list of origins${setup.isOriginGiven ? '' : ', or say with --origin which one your page has'}.`,
    );
    return;
  }
  const remedies: Readonly<Record<number, string>> = {
    200: 'Check the path. A proxy in between has to pass on the headers Upgrade and Connection.',
    400: 'A proxy in between has to pass on the headers Upgrade and Connection, over HTTP/1.1.',
    401: 'Let the socket open without a token: it comes with the subscription. Browsers cannot send headers with a WebSocket.',
    403: 'Let the socket open without a token: it comes with the subscription. Browsers cannot send headers with a WebSocket.',
    404: 'Check the path of websocket-url.',
    426: 'Check the path, and that the server speaks version 13 of WebSocket.',
  };
  context.report(
    'upgrade-refused',
    `The server answered ${refusedWith} instead of opening a WebSocket (101).`,
    remedies[refusedWith] ?? 'Look into the log of the server, or of the proxy before it.',
  );
}

function addHandshakeFault(context: CheckContext, { protocols, handshakeFault = '' }: SocketRecord) {
  if (/subprotocol/i.test(handshakeFault)) {
    const wanted = protocols.join(', ');
    context.report(
      'subprotocol',
      wanted
        ? `The page offers the subprotocol ${wanted}, and the server did not select it: browsers close such a socket.`
        : 'The server selected a subprotocol that the page had not offered: browsers close such a socket.',
      wanted
        ? `If the server speaks a protocol of its own, set server-preset or websocket-protocol="plain". Otherwise answer the handshake with\nSec-WebSocket-Protocol: ${protocols[0]}`
        : 'Set websocket-subprotocol to the one that the server wants.',
    );
    return;
  }
  context.report(
    'upgrade-refused',
    `The handshake is broken (${handshakeFault}).`,
    'Check what stands between: a proxy has to pass the handshake on unchanged.',
  );
}

/** Whether the frames are of another protocol; names it. */
export function checkProtocol(context: CheckContext, { frames, sent }: SocketRecord): boolean {
  for (const frame of frames.slice(0, 5)) {
    const data = typeof frame === 'string' ? frame : (frame.slice().buffer as ArrayBuffer);
    const text = textOf(frame);
    // An echo says nothing of the server.
    if (sent.includes(text)) continue;
    const value = parseJson(text);
    const name = isRecord(value) ? undefined : foreignProtocol(data, text);
    if (name) {
      context.report(
        'other-protocol',
        `The server speaks ${name}, not JSON in a plain WebSocket.`,
        `Give it an endpoint for plain WebSockets, set poll-url, or write a transport for ${name}.`,
      );
      return true;
    }
    const alike = ofOrderStatus(value) ? undefined : lookalike(value);
    if (alike === undefined) continue;
    const [server = '', what] = alike.split(': ');
    context.report(
      'other-protocol',
      `The server speaks the protocol of ${server}.`,
      what ? `${what.charAt(0).toUpperCase()}${what.slice(1)}.` : 'Set poll-url, or write a transport for it.',
    );
    return true;
  }
  return false;
}

/** Messages of PROTOCOL.md, which others may resemble. */
function ofOrderStatus(value: unknown): boolean {
  const own = ['subscribed', 'order', 'board', 'closed', 'pong', 'error'];
  return isRecord(value) && own.includes(String(value.type)) && !('payload' in value || 'status' in value);
}

function largestFrame(frames: SocketRecord['frames'] = []): number {
  return Math.max(0, ...frames.map((frame) => (typeof frame === 'string' ? frame.length : frame.byteLength)));
}

/** Whether a frame is not read for its size. */
export function hasLargeFrame({ socket }: Session): boolean {
  return largestFrame(socket?.frames) > sizeLimit;
}

/** Frames that are not read, whatever they hold. */
export function checkFrames(context: CheckContext, { frames, times }: SocketRecord): void {
  if (times.some((time, index) => Number(times[index + mostFrames]) - time < 1_000)) {
    context.report(
      'frames-too-many',
      `More than ${mostFrames} frames came in a second: the tracker closes the connection for that.`,
      'Send a frame when the order changes, and to this subscription alone.',
    );
  }
  const largest = largestFrame(frames);
  if (largest <= sizeLimit) return;
  context.report(
    'frame-too-large',
    `A frame has ${Math.round(largest / 1024)} kB; more than ${sizeLimit / 1024} kB are not read.`,
    'Send one order in a frame, and only what guests see.',
  );
}

/** Says with which words a connection ended that should have stayed. */
export function addLoss(context: CheckContext, session: Session): void {
  const { setup } = context;
  const { socket, lost } = session;
  const closed = socket?.closed;
  if (lost?.kind === 'unreadable') {
    context.report('other-protocol', lost.reason, 'Give it an endpoint for plain WebSockets, or set poll-url.');
    return;
  }
  const code = closed?.code ?? Number(/\d{4}/.exec(lost?.reason ?? '')?.[0]);
  const isRefusal = refusals.includes(code) || (lost !== undefined && /refused/.test(lost.reason));
  const hasToken = Boolean(setup.options.accessToken || setup.options.capability);
  if (isRefusal) {
    const why: Readonly<Record<number, string>> = {
      4400: 'the server does not understand the subscription',
      4401: hasToken ? 'the token is not accepted, or has expired' : 'a token is needed',
      4403: 'this order may not be seen with this token',
      4404: 'there is no such order',
      4429: 'there are too many connections or requests',
    };
    context.report(
      'subscription-refused',
      why[code] ? `The server refused the subscription with ${code}: ${why[code]}.` : `${lost?.reason}`,
      code === 4400 && setup.options.websocketProtocol === 'plain'
        ? 'The server seems to speak order-status.v1 itself: leave out server-preset and websocket-protocol.'
        : code === 4400
          ? 'Let the server read the subscription as PROTOCOL.md has it, or describe its own protocol with websocket-protocol="plain" or server-preset.'
          : hasToken
            ? 'Check that order and token belong together, and the name of the channel.'
            : 'Check order-id and the name of the channel; give the token with --access-token, or --token-url with --capability.',
    );
    return;
  }
  context.report(
    'closed-early',
    `The server closed the connection with ${closeWords(session)} ${session.isConfirmed ? 'soon after the subscription stood' : 'before the subscription stood'}: the tracker connects again and again.`,
    remedyForClose(context, session) ??
      'Keep the socket open until the client closes it. Close with 4401, 4403 or 4404 where the order is not shown.',
  );
}

/** A page shows two orders, or one twice: they share the socket. */
export async function checkSecondSubscription(context: CheckContext, session: Session): Promise<void> {
  const { limits } = context.world;
  if (session.lost) return;
  if (!(await session.confirmsAnother(context.guest, limits.confirm)) && !session.lost) {
    context.report(
      'second-subscription',
      'A second subscription on the same socket, with the ref "2", is not confirmed: a page with two trackers shows one order.',
      'Keep the subscriptions of a socket apart by their ref, and allow each socket fifty of them.',
    );
  }
  await session.showsLife(limits.pong);
  if (!session.lost) return;
  context.report(
    'second-subscription',
    `The server closes the socket (${closeWords(session)}) when one of its two subscriptions ends: the other one is lost as well.`,
    'Let {"type":"unsubscribe"} end that subscription alone.',
  );
  session.lost = undefined;
}

/** A guest has a telephone and a computer, or two tabs. */
export async function checkSecondConnection(context: CheckContext, session: Session): Promise<void> {
  const { limits } = context.world;
  if (session.lost) return;
  const second = new Session(context, context.guest);
  await second.until(() => second.isConfirmed, limits.confirm);
  if (session.traits.answersProbes === false) await session.until(() => false, limits.settle);
  else await session.showsLife(limits.pong);
  second.close();
  if (!session.lost) return;
  // It would have ended without a second one as well.
  if (isForSilence(session)) return addLoss(context, session);
  context.report(
    'second-connection',
    `The server ended the connection (${closeWords(session)}) when the same guest opened a second one: two tabs end each other's for ever.`,
    ['Allow each token some connections, at least five.', remedyForClose(context, session)].filter(Boolean).join('\n'),
  );
  session.lost = undefined;
}
