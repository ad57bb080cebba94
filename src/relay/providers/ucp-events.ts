import { follow } from '../../order/field-map/follow-path.js';

type Json = Readonly<Record<string, unknown>>;

/** Words after which dishes are still under way, and words of what did not go well. */
const underWay = /ship|transit|out_for/;
const unhappy = /cancel|undeliverable|return|attempt/;

/**
 * The order with only those events of its fulfilment that are about all of its dishes: that some of them were delivered says
 * nothing about the order. Events of one type add up, as the payload has all that ever happened. Lines that were removed
 * from the order do not count.
 */
export function wholeEvents(order: unknown): unknown {
  const events = follow(order, 'fulfillment.events');
  if (!Array.isArray(events)) return order;
  const lines = recordsIn(follow(order, 'line_items')).filter((line) => line.status !== 'removed');
  const isAllFulfilled = lines.length > 0 && lines.every(({ status }) => status === 'fulfilled');
  const known = recordsIn(events);
  const kept = known.filter((event, index) => {
    const before = known.slice(0, index + 1);
    const alike = before.filter(({ type }) => type === event.type);
    // All at hand: parts that came in other words, or in none, make the whole.
    const isHappy = isAllFulfilled && !unhappy.test(typeOf(event));
    const lastOf = (line: Json) => before.filter((one) => partsIn(one, line).length > 0).at(-1);
    const isDone = (line: Json) => isHappy && !underWay.test(typeOf(lastOf(line)));
    // An event without lines is about the order.
    return recordsIn(event.line_items).length === 0 || lines.every((line) => covers(alike, line) ?? isDone(line));
  });
  return { ...(order as Json), fulfillment: { ...(follow(order, 'fulfillment') as Json), events: kept } };
}

/** Whether these events of one type are about all pieces of a line, taken together; undefined if none is about it. */
function covers(alike: readonly Json[], line: Json): boolean | undefined {
  const parts = alike.flatMap((event) => partsIn(event, line));
  if (parts.length === 0) return undefined;
  // Who names no number means all of them.
  const told = parts.map(({ quantity }) => (typeof quantity === 'number' ? quantity : Number.POSITIVE_INFINITY));
  return told.reduce((sum, part) => sum + part, 0) >= piecesOf(line, typeOf(alike[0]));
}

/** How many pieces there are. What was cancelled is no longer in `total`, so that word is about what was ordered. */
function piecesOf({ quantity }: Json, type: string): number {
  const count = (value: unknown) => (typeof value === 'number' ? value : 0);
  const total = count(follow(quantity, 'total') ?? quantity);
  return /cancel/.test(type) ? Math.max(total, count(follow(quantity, 'original'))) : total;
}

function partsIn(event: Json, { id }: Json): readonly Json[] {
  return recordsIn(event.line_items).filter((part) => part.id === id);
}

function typeOf(event: Json | undefined): string {
  return String(event?.type);
}

function recordsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}
