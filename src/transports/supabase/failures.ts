import type { Failure, FailureKind } from '../transport.js';

/**
 * What messages of Realtime, or of the database behind it, mean. Recorded from Realtime 2.129.8. The order matters,
 * because some messages quote others.
 */
const kindOfMessage: readonly (readonly [RegExp, FailureKind])[] = [
  [/RateLimit|too many|ConnectionPool|LackOfConnections|timeouts|connection not available/i, 'overload'],
  [/\btoken\b|jwt/i, 'auth'],
  [/unauthorized|permission/i, 'forbidden'],
  [/invalid input syntax/i, 'not-found'],
  [/unable to subscribe|parsing|topic name|TopicNameRequired|PrivateOnly|mismatch/i, 'config'],
];

/** The failure that a message of Realtime means. */
export function failureFromMessage(words: unknown): Failure {
  const text = typeof words === 'string' ? words : '';
  const [, kind = 'network'] = kindOfMessage.find(([pattern]) => pattern.test(text)) ?? [];
  return { kind, reason: `Supabase: ${text.slice(0, 300) || 'the channel failed'}` };
}

/** The server ended the channel by itself. */
export const channelEnded: Failure = { kind: 'server-closing', reason: 'Supabase ended the channel.' };

/** The row was deleted. A delete is sent to every filter that fits, so a read must confirm it. */
export const rowDeleted: Failure = { kind: 'not-found', reason: 'The order was deleted.' };
