import type { Estimate } from './estimate.js';

/** An estimate as it is shown, without words. */
export interface ShownEstimate {
  /**
   * - `times`: say `from` and `to` as clock times
   * - `minutes`: say `fromMinutes` and `toMinutes`
   * - `soon`: any minute now
   * - `late`: it takes longer than said; `to` and `toMinutes` are the new end
   */
  readonly kind: 'times' | 'minutes' | 'soon' | 'late';
  /** On a full five minutes, never past. Absent once the range has begun, and where it is one moment: say "by" and the end. */
  readonly from?: Date;
  /** On a full five minutes, never past. */
  readonly to: Date;
  /** From now; 0 once the range has begun: say "up to" and the end. */
  readonly fromMinutes: number;
  /** From now, at least 1. */
  readonly toMinutes: number;
  /** When the shown end last moved back. */
  readonly raisedAt?: Date;
}

const minute = 60_000;
const step = 5 * minute;
/** Longest range, in ms, that is promised once the first promise was broken. */
const longestLateRange = 15 * minute;

/**
 * What to show of an estimate: rounded outward to five minutes, as clock times while more than ten minutes remain.
 * The end that a guest has seen may come nearer at any time; it moves back only if the estimate has passed it, and
 * once in five minutes at most. `previous` is what this function returned for the same order last time.
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

/** After a broken promise: a range as long as before it, within limits, which is kept until it has passed too. */
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
