import { isRecord } from './json.js';

/** What servers say beside what was subscribed to. */
const words =
  /^(?:pusher(?:_internal)?:.*|phx_.*|presence.*|welcome|hello|ping|pong|ack|ok|info|init|heart-?beat|keep-?alive|ka|connect(?:ed|ion_.*)?|joined|disconnect|auth(?:enticated)?|(?:un)?subscribed?|(?:confirm|reject)_subscription)$/i;

/** Names of what a clock or a counter says. */
const beats = /^(?:ts|time(?:stamp)?|now|server_?time|seq|tick|ping|pong)$/i;

/** Whether a message that cannot be read is the server's protocol alone, and no change of an order. */
export function isChatter(message: unknown): boolean {
  if (!isRecord(message)) return false;
  const { event, type, op, push } = message;
  // SignalR: 1 calls a method, and all others are signs of life, answers and ends.
  if (typeof type === 'number') return type !== 1;
  // Centrifugo: guests who come and go.
  if (isRecord(push)) return push.pub === undefined;
  const isWord = [event, type, op].some((word) => typeof word === 'string' && words.test(word));
  return isWord || Object.keys(message).every((name) => beats.test(name));
}
