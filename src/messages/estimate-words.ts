import { estimateBy } from '../order/estimate/estimate.js';
import { shownEstimate } from '../order/estimate/estimate-display.js';
import type { Order } from '../order/order.js';
import type { MessageWords } from './message-words.js';

/** A range has both its ends in the sentence: "around 8:00–8:10" cannot be read aloud in many languages. */
const keys = {
  ready: { between: 'message_ready_between', at: 'estimate_at', by: 'estimate_by', start: 'estimate_from' },
  arrival: { between: 'message_arrive_between', at: 'arrive_at', by: 'arrive_by', start: 'arrive_from' },
} as const;

/**
 * The restaurant’s own estimate, as clock times: "in ten minutes" is wrong once the message is read. A formula’s is left
 * to the page, which corrects itself.
 */
export function estimateOf(context: EstimateContext): string | undefined {
  return timeOr(context.words.text('estimate_late'), context);
}

/** The same, for news that itself says that the order is late: it is not said twice. */
export function newTimeOf(context: EstimateContext): string | undefined {
  return timeOr(undefined, context);
}

function timeOr(late: string | undefined, { order, words, now }: EstimateContext): string | undefined {
  const estimate = estimateBy({ order, statusSince: now, now, past: 'awaited' });
  if (!estimate) return undefined;
  if (estimate.late) return late;
  const { kind, from, to, isMoment } = shownEstimate(estimate, undefined, new Date(0));
  const isRange = from && kind !== 'start';
  if (estimate.of === 'ready' && order.fulfilment === 'delivery') {
    return isRange
      ? words.text('message_leaves_between', words.fromTo(from, to))
      : words.text('leaves', { range: words.time(to) });
  }
  const { between, at, by, start } = keys[estimate.of];
  if (isRange) return words.text(between, words.fromTo(from, to));
  return words.text(kind === 'start' ? start : isMoment ? at : by, { time: words.time(to) });
}

interface EstimateContext {
  readonly order: Order;
  readonly words: MessageWords;
  readonly now: Date;
}
