import type { Estimate } from './estimate.js';

/** An estimate as it is shown, before it is put into words. */
export interface ShownEstimate {
  /**
   * - `times`: `from` and `to`, as clock times
   * - `minutes`: `fromMinutes` and `toMinutes`
   * - `soon`: any minute now
   * - `late`: the estimate has passed; no new time is made up
   * - `start`: not before `from`, as a clock time; how long after is not known
   */
  readonly kind: 'times' | 'minutes' | 'soon' | 'late' | 'start';
  /** A multiple of five minutes, never in the past. Absent once the range has begun, and if it is a moment or a limit. */
  readonly from?: Date;
  /** A multiple of five minutes, and in the past only for `late`. */
  readonly to: Date;
  /** Whether the estimate is one moment, not a range: say "around" `to`. */
  readonly isMoment: boolean;
  /** Minutes from now, a multiple of five; 0 once the range has begun: say "within" the end. */
  readonly fromMinutes: number;
  /** Minutes from now, a multiple of five and at least 5. */
  readonly toMinutes: number;
  /** When the shown end was last moved to a later time, in milliseconds since 1970. */
  readonly raisedAt?: number;
}

/** What guests were told last, wherever they look: in milliseconds since 1970, as it is kept on the device. */
export interface ToldEstimate {
  readonly of: Estimate['of'];
  /** The window that it was made from. */
  readonly from: number;
  readonly until: number;
  /** The end that was shown, and when that was last moved to a later time. */
  readonly to: number;
  readonly raisedAt?: number | undefined;
  /** How far the device's clock was taken to be ahead. */
  readonly ahead: number;
}

const minute = 60_000;
const step = 5 * minute;

/**
 * How to show an estimate, as a person would say it: as clock times, rounded outward to five minutes, while more than
 * ten minutes remain; then in minutes, rounded to five. The back end's own window is shown as it is. The end of any other
 * estimate may move to an earlier time whenever the estimate does; to a later time only if the estimate has passed it,
 * and at most once in five minutes. `previous` is the last result for the same order.
 */
export function shownEstimate(
  estimate: Estimate,
  previous: Pick<ShownEstimate | ToldEstimate, 'to' | 'raisedAt'> | undefined,
  now: Date,
): ShownEstimate {
  const time = +now;
  const { only } = estimate;
  const isStart = only === 'from';
  const isMoment = only !== 'to' && +estimate.to - +estimate.from < minute;
  const wanted = isMoment ? Math.max(nearest(+estimate.to), ceil(Math.min(time, +estimate.to))) : ceil(+estimate.to);
  const isRise = previous !== undefined && wanted > +previous.to;
  const isFree = estimate.source === 'backend' || estimate.late || !previous?.raisedAt;
  const mayRise = isFree || time - previous.raisedAt >= step || +previous.to <= time;
  const to = isRise && !mayRise ? +previous.to : wanted;
  const raisedAt = isRise && mayRise ? time : previous?.raisedAt;

  const from = floor(+estimate.from);
  const hasStart = !estimate.late && !isMoment && only !== 'to' && from > time && from < to;
  const untilTo = Math.max(0, Math.min(+estimate.to, to) - time);
  const untilFrom = only === 'to' ? 0 : Math.min(Math.max(0, +estimate.from - time), untilTo);
  const usual = isSoon(untilFrom, untilTo) ? 'soon' : untilTo > 10 * minute ? 'times' : 'minutes';
  return {
    kind: isStart ? 'start' : estimate.late ? 'late' : usual,
    ...(hasStart && { from: new Date(from) }),
    ...(isStart && { from: new Date(to) }),
    to: new Date(to),
    isMoment,
    ...minutesOf(untilFrom, untilTo),
    ...(raisedAt && { raisedAt }),
  };
}

/** Whether "any minute now" says more than "in about five minutes". */
function isSoon(untilFrom: number, untilTo: number): boolean {
  return untilTo < step && (untilFrom + untilTo) / 2 < 3.5 * minute;
}

/** "5 to 10 minutes". Without a start, the end is a limit: it is rounded up. */
function minutesOf(untilFrom: number, untilTo: number): Pick<ShownEstimate, 'fromMinutes' | 'toMinutes'> {
  const fromMinutes = nearest(untilFrom) / minute;
  const end = (fromMinutes ? nearest(untilTo) : ceil(untilTo)) / minute;
  return { fromMinutes, toMinutes: Math.max(end, 5) };
}

function floor(time: number): number {
  return Math.floor(time / step) * step;
}

function ceil(time: number): number {
  return Math.ceil(time / step) * step;
}

function nearest(time: number): number {
  return Math.round(time / step) * step;
}
