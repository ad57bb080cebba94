import type { Estimate } from './estimate.js';

/** An estimate as it is shown, before it is put into words. */
export interface ShownEstimate {
  /**
   * - `times`: `from` and `to`, as clock times
   * - `minutes`: `fromMinutes` and `toMinutes`
   * - `soon`: any minute now
   * - `late`: the estimate has passed; `to` and `toMinutes` are the new end
   */
  readonly kind: 'times' | 'minutes' | 'soon' | 'late';
  /**
   * A multiple of five minutes, never in the past. Absent once the range has begun, or if it is one moment: say "by"
   * and the end.
   */
  readonly from?: Date;
  /** A multiple of five minutes, never in the past. */
  readonly to: Date;
  /** Minutes from now; 0 once the range has begun: say "up to" and the end. */
  readonly fromMinutes: number;
  /** Minutes from now, at least 1. */
  readonly toMinutes: number;
  /** When the shown end was last moved to a later time. */
  readonly raisedAt?: Date;
}

const minute = 60_000;
const step = 5 * minute;
/** The longest range that is shown once an estimate has passed, in ms. */
const longestLateRange = 15 * minute;

/**
 * How to show an estimate: rounded outward to five minutes, as clock times while more than ten minutes remain. The
 * shown end may move to an earlier time whenever the estimate does. It moves to a later time only if the estimate has
 * passed it, and at most once in five minutes. `previous` is the last result for the same order.
 */
export function shownEstimate(estimate: Estimate, previous: ShownEstimate | undefined, now: Date): ShownEstimate {
  const time = +now;
  const wanted = estimate.late ? lateEnd(estimate, previous, time) : ceil(+estimate.to);
  const isRise = previous !== undefined && wanted > +previous.to;
  const mayRise = !previous?.raisedAt || time - +previous.raisedAt >= step || +previous.to <= time || estimate.late;
  const to = isRise && !mayRise ? +previous.to : wanted;
  const raisedAt = isRise && mayRise ? now : previous?.raisedAt;

  const from = floor(+estimate.from);
  const hasStart = !estimate.late && from > time && from < to;
  const remaining = Math.min(+estimate.to, to) - time;
  return {
    kind: estimate.late ? 'late' : remaining < 3 * minute ? 'soon' : remaining > 10 * minute ? 'times' : 'minutes',
    ...(hasStart && { from: new Date(from) }),
    to: new Date(to),
    fromMinutes: hasStart ? Math.floor((from - time) / minute) : 0,
    toMinutes: Math.max(1, Math.ceil((to - time) / minute)),
    ...(raisedAt && { raisedAt }),
  };
}

/**
 * The new end of an estimate that has passed: a range as long as before, within limits. It stays until it has passed
 * too.
 */
function lateEnd({ from, to }: Estimate, previous: ShownEstimate | undefined, time: number): number {
  if (previous?.kind === 'late' && +previous.to > time) return +previous.to;
  return ceil(time + Math.min(Math.max(+to - +from, step), longestLateRange));
}

function floor(time: number): number {
  return Math.floor(time / step) * step;
}

function ceil(time: number): number {
  return Math.ceil(time / step) * step;
}
