/*
 * Loaded on demand by doubt-code.ts.
 */

import { withEarnedVersion } from '../../order/merge-order.js';
import type { ParseResult } from '../../order/wire.js';
import type { At, Changes, LiveSlice, Outcome, Verdict } from './chart.context.js';
import { certain, never, strangeFailure, strangeLimit } from './doubt.js';
import { isStillMissed } from './live.context.js';
import { canRead, signalPause, spaceRead, wantReadNow } from './reads.context.js';

/** How long a read may take until the connection in doubt does not count as live, ms. */
const answerTime = 2_000;
const minute = 60_000;

/** Judges what a confirmed connection brought: what can be read ends the doubt, what cannot begins it. */
export function withDoubt<Applied extends Outcome & { readonly verdict: Verdict }>(
  at: At,
  applied: Applied,
  result: ParseResult,
  payload: unknown,
): Applied {
  const { live, input, now } = at.context;
  const { isChatter, lookalike } = input.transport.traits ?? {};
  if (live.confirmedAt === undefined || !isChatter) return applied;
  const { verdict, changes, events } = applied;
  const before = changes.live ?? live;
  if (!isStrange(at, verdict, result)) {
    const after = verdict === 'other' ? { ...before, strange: 0 } : trusted({ ...before, strange: 0 });
    return { ...applied, changes: { ...changes, live: after } };
  }
  if (isChatter(payload)) return applied;
  const strange = live.strange + 1;
  const likeness = lookalike?.(payload, input.orderId);
  const name = likeness?.startsWith('an order') ? likeness : undefined;
  const isTold = name !== undefined || typeof payload !== 'object' || strange >= strangeLimit;
  // The first is followed by a read at once; later ones no more often than by polling.
  const wanted = now() - live.strangeAt > minute ? wantReadNow(at) : spaceRead(at);
  const { notBefore } = wanted.reads ?? at.context.reads;
  const withoutRead = strange < strangeLimit ? never : certain;
  const doubtedFrom = canRead(at) ? Math.max(now(), notBefore) + answerTime : withoutRead;
  return {
    ...applied,
    verdict: 'unreadable',
    changes: {
      ...changes,
      ...wanted,
      live: {
        // It has said nothing of the order.
        ...(result.ok ? live : before),
        strange,
        strangeAt: now(),
        doubtedFrom: Math.min(live.doubtedFrom, doubtedFrom),
        ...(isTold && { failure: strangeFailure('what comes now is not', name) }),
      },
    },
    events: [...events, { type: 'read.wanted' }],
  };
}

/** Whether it may have been a change of this order, and says nothing that can be read. */
function isStrange({ context: { input, order } }: At, verdict: Verdict, result: ParseResult): boolean {
  if (!result.ok) return verdict !== 'news' && (result.id ?? input.orderId) === input.orderId;
  const { patch } = result;
  const isNewer = withEarnedVersion(order.current, patch) !== patch && patch.unmappedStatus === undefined;
  return verdict === 'same' && isNewer;
}

function trusted(live: LiveSlice): LiveSlice {
  const failure = live.failure?.kind === 'unreadable' ? undefined : live.failure;
  return { ...live, failure, doubtedFrom: never };
}

/** The changes of a read, with what it says of the doubt: nothing while the connection owes a change. */
export function settleDoubt(at: At, { changes, events }: Outcome, isSnapshot: boolean): Changes {
  const { live, input } = at.context;
  const { startedAt = 0, ...reads } = changes.reads ?? at.context.reads;
  const isOwed = isStillMissed(at) || events.some(({ type }) => type === 'change.missed');
  if (live.doubtedFrom === certain || isOwed || !isSnapshot) return changes;
  const after = changes.live ?? live;
  if (startedAt >= live.strangeAt) return { ...changes, live: trusted(after) };
  // More came meanwhile: that is what the next read is about.
  const notBefore = startedAt + Math.min(live.strange * signalPause, input.pollInterval);
  return {
    ...changes,
    reads: { ...reads, startedAt, notBefore },
    live: { ...after, doubtedFrom: notBefore + answerTime },
  };
}
