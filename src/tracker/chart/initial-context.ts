import { effectiveClock } from '../../environment/clock.js';
import { initialAccess } from './access.context.js';
import { applyGiven, applyKnown } from './apply-payload.js';
import type { At, Changes, TrackerContext } from './chart.context.js';
import type { TrackerInput } from './chart.types.js';
import { initialLive } from './live.context.js';
import { initialOrder } from './order.context.js';
import { initialPage, wake } from './page.context.js';
import { initialReads } from './reads.context.js';

/** The context at the start, with the order that the page gave or this device's cache kept. */
export function initialContext(input: TrackerInput): TrackerContext {
  const now = effectiveClock(input.environment.clock);
  const at = now();
  const blank: TrackerContext = {
    input,
    now,
    problem: undefined,
    order: initialOrder,
    access: initialAccess(input, at),
    live: initialLive(at),
    reads: initialReads(at),
    page: initialPage(input, at),
  };
  const cached = input.cache.load();
  const fromCache = cached
    ? applyKnown({ context: blank }, cached.patch, 'cache', cached.statusSince, cached.confirmed)
    : {};
  const context = { ...blank, ...fromCache };
  return { ...context, ...applyGiven({ context }, input.initial) };
}

/** After `retry()`: the problem, the denials and the failures are forgotten. */
export function startOver(at: At): Changes {
  const { access, live, reads, now } = at.context;
  return {
    ...wake(at),
    problem: undefined,
    access: { ...access, deniedToken: undefined },
    live: { ...live, failure: undefined, skipsBackoff: true },
    reads: { ...reads, notFound: 0, denied: 0, failures: 0, failure: undefined, isWanted: true, notBefore: now() },
  };
}
