import type { ShownEstimate } from '../../../order/estimate/estimate-display.js';
import type { Message } from '../../shared/live-region.js';
import type { Wording } from '../../shared/wording.js';

/** The estimate as the guest reads it. */
export interface EstimateText {
  readonly words: Message;
  readonly to: Date;
  readonly isLate: boolean;
}

/** When the order will be ready, in one sentence. */
export function estimateWords({ kind, from, to, fromMinutes, toMinutes }: ShownEstimate, words: Wording): string {
  switch (kind) {
    case 'times':
      return from
        ? words.text('estimate_range', { range: words.timeRange(from, to) })
        : words.text('estimate_by', { time: words.time(to) });
    case 'minutes':
      return fromMinutes > 0
        ? words.text('estimate_minutes', { range: words.minuteRange(fromMinutes, toMinutes) })
        : words.text('estimate_within', { range: words.minuteRange(toMinutes, toMinutes) });
    case 'soon':
      return words.text('estimate_soon');
    case 'late':
      return words.text('estimate_late', { time: words.time(to) });
  }
}
