import type { Failure, FailureKind } from '../transport.js';

/**
 * Why Realtime, or the database behind it, refused, by the words that it uses. Recorded from Realtime 2.129.8; the
 * order matters, as some messages quote others.
 */
const kindOfMessage: readonly (readonly [RegExp, FailureKind])[] = [
  [/RateLimit|too many|ConnectionPool|timeouts|connection not available/i, 'overload'],
  [/\btoken\b|jwt/i, 'auth'],
  [/unauthorized|permission/i, 'forbidden'],
  [/invalid input syntax/i, 'not-found'],
  [/unable to subscribe|parsing|topic name|TopicNameRequired|mismatch/i, 'config'],
];

/** What a message of Realtime's means. */
export function failureFromMessage(words: unknown): Failure {
  const text = typeof words === 'string' ? words : '';
  const [, kind = 'network'] = kindOfMessage.find(([pattern]) => pattern.test(text)) ?? [];
  return { kind, reason: `Supabase: ${text.slice(0, 300) || 'the channel failed'}` };
}

/** The server ended the channel, nobody asked it to. */
export const channelEnded: Failure = { kind: 'server-closing', reason: 'Supabase ended the channel.' };

/** The row is gone. A delete reaches everybody whose filter fits, so a read must confirm it. */
export const rowDeleted: Failure = { kind: 'not-found', reason: 'The order was deleted.' };
