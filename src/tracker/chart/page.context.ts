import { isFinal } from '../../order/status.js';
import type { At, Changes, PageSlice } from './chart.context.js';
import type { TrackerInput } from './chart.types.js';
import { signalPause } from './reads.context.js';

/** Milliseconds between looks at the clock while the page is visible; twice that unnoticed means that it slept. */
export const tickInterval = 2_000;

export function initialPage({ environment }: TrackerInput, at: number): PageSlice {
  return {
    tryingSince: at,
    wokeAt: at,
    offlineSince: environment.page.online ? undefined : at,
    tickedAt: at,
    tickedWall: environment.clock.wall(),
    isKeptAwake: false,
  };
}

/** The page woke, or the network came back: trying begins again, and nothing that was pooled works any more. */
export function wake(at: At): Changes {
  const { page, now } = at.context;
  return { page: { ...page, tryingSince: now(), wokeAt: now() }, ...wantReadAfterSignal(at) };
}

/** The device says that it is offline. That is usually true, but only an attempt can tell. */
export function noteOffline(at: At): Changes {
  const { page, now } = at.context;
  return { page: { ...page, offlineSince: now() }, ...wantReadAfterSignal(at) };
}

export function noteOnline({ context: { page } }: At): Changes {
  return { page: { ...page, offlineSince: undefined } };
}

/** Signals of the page bring a read, `signalPause` apart at least. Final orders need no further reads. */
function wantReadAfterSignal({ context: { now, order, reads } }: At): Changes {
  const soonest = reads.startedAt === undefined ? now() : Math.max(now(), reads.startedAt + signalPause);
  return {
    reads: {
      ...reads,
      isWanted: reads.isWanted || !isFinal(order.current?.status),
      notBefore: reads.failure?.retryAfter === undefined ? soonest : reads.notBefore,
    },
  };
}

export function tick({ context: { page, now, input } }: At): Changes {
  return { page: { ...page, tickedAt: now(), tickedWall: input.environment.clock.wall() } };
}

/** Whether time passed unnoticed (the device slept) or ran backwards (its clock was set). */
export function hasTimeJumped({ context: { now, page, input } }: At): boolean {
  return now() - page.tickedAt > 2 * tickInterval || input.environment.clock.wall() < page.tickedWall - tickInterval;
}

export function keepAwake({ context: { page } }: At, { isKeptAwake }: { isKeptAwake: boolean }): Changes {
  return { page: { ...page, isKeptAwake } };
}
