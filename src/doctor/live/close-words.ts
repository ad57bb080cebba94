import { isRecord, parseJson } from '../../transports/json.js';
import { fits } from '../../transports/websocket/message-template.js';
import { splitFrame } from '../../transports/websocket/split-frame.js';
import type { CheckContext } from '../check-context.js';
import { textOf } from '../page/page-socket.js';
import type { Session } from '../page/session.js';

/** How the server closed the connection: `1000 "pong timeout"`. */
export function closeWords({ socket, lost }: Session): string {
  const { code, reason } = socket?.closed ?? {};
  const number = code ?? /\d{4}/.exec(lost?.reason ?? '')?.[0] ?? 'no code';
  return `${number}${reason ? ` "${reason}"` : ''}`;
}

/** A message with which the server asks for a sign of life, and to which the options have no answer. */
export function unansweredPing(context: CheckContext, { socket }: Session): string | undefined {
  const { websocketHeartbeat: heartbeat = {}, websocketProtocol, websocketSubprotocol = '' } = context.setup.options;
  // ActionCable's pings want no answer.
  if (websocketProtocol !== 'plain' || /^actioncable/.test(websocketSubprotocol)) return undefined;
  const isAnswered = (text: string) =>
    splitFrame(text).some(
      (message) =>
        (heartbeat.reply !== undefined && [heartbeat.alive].flat().some((alive) => fits(message, alive, {}))) ||
        (heartbeat.answer !== undefined && fits(message, heartbeat.send, {})),
    );
  return socket?.frames.map(textOf).find((text) => isPing(text) && !isAnswered(text));
}

function isPing(text: string): boolean {
  const value = parseJson(text);
  const words = isRecord(value) ? Object.values(value) : [value ?? text.trim()];
  return words.some((word) => typeof word === 'string' && /^([\w-]+[:._])?ping$/i.test(word));
}

/** What the reason of a close, or a ping of the server, says to do; `undefined` where they say nothing. */
export function remedyForClose(context: CheckContext, session: Session): string | undefined {
  if (context.setup.options.websocketProtocol !== 'plain') return undefined;
  const reason = session.socket?.closed?.reason ?? '';
  if (/hello|hand.?shake|log.?in|identify|connection.?init|subscri|auth/i.test(reason)) {
    return 'The reason speaks of a first message: compare websocket-hello with what the server expects.';
  }
  const ping = unansweredPing(context, session);
  if (ping === undefined && !/p[io]ng|heart.?beat|keep.?alive|alive|idle|inactiv|time(d )?.?out/i.test(reason))
    return undefined;
  return remedyForPing(ping);
}

/** How a ping of the server is answered. */
export function remedyForPing(ping: string | undefined): string {
  const example = ping !== undefined && isRecord(parseJson(ping)) ? ping.trim().slice(0, 120) : '{"type":"ping"}';
  const pong = example.replace(/ping/gi, (word) => (word === 'PING' ? 'PONG' : 'pong'));
  return `The server wants signs of life: answer its pings, such as with\nwebsocket-heartbeat='{"alive":${example},"seconds":15,"reply":${pong}}'\n(seconds: how often it pings), or ask it for one with "send" and "answer".`;
}

/** Whether the reason names silence: then nothing else that happened at that moment is the cause. */
export function isForSilence({ socket }: Session): boolean {
  return /p[io]ng|heart.?beat|keep.?alive|idle|inactiv/i.test(socket?.closed?.reason ?? '');
}
