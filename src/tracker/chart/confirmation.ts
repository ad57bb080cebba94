import type { Failure } from '../../transports/transport.js';
import type { At, Outcome, Verdict } from './chart.context.js';
import { confirmsByOrder } from './live.context.js';

/** With this many messages that are not about the order, and none that is, something is set up wrongly. */
const strangeLimit = 3;

/**
 * For servers that do not confirm subscriptions: the first payload about the order counts as the confirmation. Payloads
 * that cannot be read are counted, and after a few of them the developer is told.
 */
export function withConfirmation<Applied extends Outcome & { readonly verdict: Verdict }>(
  at: At,
  applied: Applied,
  payload: unknown,
): Applied {
  const { live, input } = at.context;
  const { verdict, changes, events } = applied;
  if (live.confirmedAt !== undefined || !confirmsByOrder(at)) return applied;
  if (verdict !== 'other' && verdict !== 'unreadable')
    return { ...applied, events: [...events, { type: 'connection.confirmed' }] };
  const strange = live.strange + 1;
  const name = input.transport.traits?.lookalike?.(payload);
  const failure: Failure = {
    kind: 'unreadable',
    reason: `The live connection is open, but nothing that came is about this order${name ? `: it looks like ${name}` : ''}.`,
  };
  const isWrong = name !== undefined || strange >= strangeLimit;
  return {
    ...applied,
    changes: { ...changes, live: { ...(changes.live ?? live), strange, ...(isWrong && { failure }) } },
  };
}
