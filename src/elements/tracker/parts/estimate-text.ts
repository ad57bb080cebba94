import type { LocaleKey } from '../../../locales/locale.js';
import type { Estimate } from '../../../order/estimate/estimate.js';
import { type ShownEstimate, shownEstimate } from '../../../order/estimate/estimate-display.js';
import type { Message } from '../../shared/live-region.js';
import type { Wording } from '../../shared/wording.js';

/** The estimate as the guest reads it. */
export interface EstimateText {
  readonly words: Message;
  /** The same without words; absent if it is only the last one. */
  readonly shown: ShownEstimate | undefined;
  readonly to: Date;
  readonly isLate: boolean;
  /** Whether it is only the last estimate: nothing is known of the present. */
  readonly isLast: boolean;
  /** Whether it says when a delivery leaves the kitchen, which is not what the guest waits for. */
  readonly isAside: boolean;
}

/** What estimates are put into words with: of an element, or of a message. */
type EstimateWords = Pick<Wording, 'time' | 'timeRange' | 'minuteRange'> & {
  text(key: LocaleKey, values?: Readonly<Record<string, string>>): string;
};

const keys = {
  ready: {
    range: 'estimate_range',
    at: 'estimate_at',
    by: 'estimate_by',
    start: 'estimate_from',
    minutes: 'estimate_minutes',
    within: 'estimate_within',
    soon: 'estimate_soon',
  },
  arrival: {
    range: 'arrive_range',
    at: 'arrive_at',
    by: 'arrive_by',
    start: 'arrive_from',
    minutes: 'arrive_minutes',
    within: 'arrive_within',
    soon: 'arrive_soon',
  },
} as const;

/** When the order will be had, in one line. */
export function estimateWords(of: Estimate['of'], shown: ShownEstimate, words: EstimateWords): string {
  const key = keys[of];
  const { kind, from, to, isMoment, fromMinutes, toMinutes } = shown;
  switch (kind) {
    case 'times':
      return from
        ? words.text(key.range, { range: words.timeRange(from, to) })
        : words.text(isMoment ? key.at : key.by, { time: words.time(to) });
    case 'minutes':
      return fromMinutes > 0
        ? words.text(key.minutes, { range: words.minuteRange(fromMinutes, toMinutes) })
        : words.text(key.within, { range: words.minuteRange(toMinutes, toMinutes) });
    case 'soon':
      return words.text(key.soon);
    case 'start':
      return words.text(key.start, { time: words.time(to) });
    case 'late':
      return words.text('estimate_late');
  }
}

/** The same as clock times, whatever time it is: what was expected when something was last known. */
export function lastEstimateWords(estimate: Estimate, end: Date | undefined, words: EstimateWords): string {
  return words.text('estimate_last', { range: clockTimes(estimate, end, words) });
}

/** When a delivery leaves the kitchen. */
export function leavingWords(estimate: Estimate, end: Date | undefined, words: EstimateWords): string {
  return estimate.late
    ? words.text('estimate_late')
    : words.text('leaves', { range: clockTimes(estimate, end, words) });
}

/** Outward to five minutes, or to the end that is told; a moment stays one. */
function clockTimes(estimate: Estimate, told: Date | undefined, words: EstimateWords): string {
  const { from, to } = shownEstimate({ ...estimate, late: false }, undefined, new Date(0));
  const end = told ?? to;
  return from && from < end ? words.timeRange(from, end) : words.time(end);
}
