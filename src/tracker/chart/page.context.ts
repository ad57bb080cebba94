import { hasEnded } from '../../order/status.js';
import type { At, Changes, PageSlice } from './chart.context.js';
import type { TrackerInput } from './chart.types.js';
import { signalPause } from './reads.context.js';

export function initialPage({ environment }: TrackerInput, at: number): PageSlice {
  return {
    tryingSince: at,
    wokeAt: at,
    offlineSince: environment.page.online ? undefined : at,
    isKeptAwake: false,
  };
}

/** The page woke, or the network came back: connecting begins again, and pooled connections no longer work. */
export function wake(at: At): Changes {
  const { page, now } = at.context;
  return { page: { ...page, tryingSince: now(), wokeAt: now() }, ...wantReadAfterSignal(at) };
}

/** The device says that it is offline. That is usually true, but only a read can prove it. */
export function noteOffline(at: At): Changes {
  const { page, now } = at.context;
  return { page: { ...page, offlineSince: now() }, ...wantReadAfterSignal(at) };
}

/** Whether something was begun before the last wake. What the wake itself began is not old. */
export function isBeforeWake({ context: { page } }: At, at: number | undefined): boolean {
  return at === undefined || at < page.wokeAt;
}

export function noteOnline({ context: { page } }: At): Changes {
  return { page: { ...page, offlineSince: undefined } };
}

/** Events of the page cause a read, at least `signalPause` apart. Orders that have ended need no further reads. */
function wantReadAfterSignal({ context: { now, order, reads } }: At): Changes {
  const soonest = reads.startedAt === undefined ? now() : Math.max(now(), reads.startedAt + signalPause);
  return {
    reads: {
      ...reads,
      isWanted: reads.isWanted || !hasEnded(order.current),
      notBefore: reads.failure?.retryAfter === undefined ? soonest : reads.notBefore,
    },
  };
}

export function keepAwake({ context: { page } }: At, { isKeptAwake }: { isKeptAwake: boolean }): Changes {
  return { page: { ...page, isKeptAwake } };
}
