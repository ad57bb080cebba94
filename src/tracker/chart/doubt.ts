import type { Failure } from '../../transports/transport.js';
import type { At, Changes } from './chart.context.js';
import { isStillMissed } from './live.context.js';

/*
 * A connection may be open, confirmed and alive, and bring what cannot be read: renamed fields, a page, another format.
 * Then it is in doubt. A read that shows nothing new ends the doubt. Where a read shows a change that does not come in a
 * readable form as well, the doubt is certain: only something readable ends it.
 */

/** With this many messages in a row that are not about an order, something is set up wrongly. */
export const strangeLimit = 3;
/** Values of `doubtedFrom`. */
export const never = Number.POSITIVE_INFINITY;
export const certain = 0;

/** Whether the connection does not count as live. */
export function isDoubted({ context: { live, now } }: At): boolean {
  return now() >= live.doubtedFrom;
}

/** What is told of a connection whose messages are not about the order. */
export function strangeFailure(what: string, name?: string): Failure {
  const reason = `The live connection is open, but ${what} about this order${name ? `: it looks like ${name}` : ''}.`;
  return { kind: 'unreadable', reason };
}

/** Whether what the connection has missed came in a form that cannot be read. */
export function isUnread(at: At): boolean {
  return at.context.live.doubtedFrom !== never && isStillMissed(at);
}

export function noteUnread({ context: { live } }: At): Changes {
  return { live: { ...live, doubtedFrom: certain, failure: strangeFailure('what comes now is not') } };
}
