import type { OrderPatch } from '../../order/order.js';
import type { ParseResult } from '../../order/wire.js';
import type { At, Outcome, Verdict } from './chart.context.js';
import { strangeFailure, strangeLimit } from './doubt.js';
import { confirmsByOrder } from './live.context.js';

/**
 * For servers that do not confirm subscriptions: the first payload about the order counts as the confirmation. Without a
 * version or a time, its status must be a known word: it may be the "error" of a refusal. Payloads that cannot be read are
 * counted, and the developer is told: at once of what is no JSON or looks like a known server, of others after a few.
 */
export function withConfirmation<Applied extends Outcome & { readonly verdict: Verdict }>(
  at: At,
  applied: Applied,
  result: ParseResult,
  payload: unknown,
): Applied {
  const { live, input } = at.context;
  const { verdict, changes, events } = applied;
  if (live.confirmedAt !== undefined || !confirmsByOrder(at)) return applied;
  if (verdict !== 'other' && verdict !== 'unreadable') {
    const { unmappedStatus, version, updatedAt }: Partial<OrderPatch> = result.ok ? result.patch : {};
    const isBare = unmappedStatus !== undefined && version == null && updatedAt == null;
    return isBare ? applied : { ...applied, events: [...events, { type: 'connection.confirmed' }] };
  }
  const name = input.transport.traits?.lookalike?.(payload, input.orderId);
  // A server may tell of all its orders.
  if (result.ok && name === undefined) return applied;
  const strange = live.strange + 1;
  const failure = strangeFailure('nothing that came is', name);
  const isWrong = name !== undefined || typeof payload !== 'object' || strange >= strangeLimit;
  return {
    ...applied,
    changes: { ...changes, live: { ...(changes.live ?? live), strange, ...(isWrong && { failure }) } },
  };
}
