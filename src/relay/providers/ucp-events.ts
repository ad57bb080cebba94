import { follow } from '../../order/field-map/follow-path.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * The order with only those events of its fulfilment that are about all of its lines: that some dishes were delivered says
 * nothing about the order. Lines that were removed from the order do not count.
 */
export function wholeEvents(order: unknown): unknown {
  const events = follow(order, 'fulfillment.events');
  if (!Array.isArray(events)) return order;
  const lines = recordsIn(follow(order, 'line_items')).filter((line) => line.status !== 'removed');
  const isWhole = (event: Json) => {
    const named = recordsIn(event.line_items);
    // An event without lines is about the order.
    return named.length === 0 || lines.every(({ id }) => named.some((line) => line.id === id));
  };
  // All at hand: parts that came one after the other are the whole.
  const isAllFulfilled = lines.length > 0 && lines.every(({ status }) => status === 'fulfilled');
  const kept = isAllFulfilled ? events : recordsIn(events).filter(isWhole);
  return { ...(order as Json), fulfillment: { ...(follow(order, 'fulfillment') as Json), events: kept } };
}

function recordsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}
