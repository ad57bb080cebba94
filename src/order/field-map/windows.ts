import { readTime } from '../read-time.js';
import { type FieldPath, type FieldPaths, find } from './follow-path.js';
import { type DurationUnit, endOfInterval } from './iso-interval.js';
import { textOf } from './text-of.js';
import { single } from './wrapped-values.js';

/** A duration that is a number alone. */
export interface CountedPath {
  readonly path: FieldPath;
  readonly unit: DurationUnit;
}

/** An ISO 8601 interval, or a start and a duration: ISO 8601, `25 min`, or a number with its unit. */
export type Window = FieldPaths | { readonly start: FieldPaths; readonly duration: FieldPaths | CountedPath };

/** The window in which the order will be ready, in the fields of the wire. */
export function pickWindow(order: unknown, window: Window): object {
  const [start, end] = startAndEnd(order, window);
  return given({ estimated_ready_from: start, estimated_ready_to: end });
}

/** The window in which a delivery will be at the door. Without an end, it is the moment of the start. */
export function pickArrival(order: unknown, window: Window): object {
  const [start, end] = startAndEnd(order, window);
  return given({ estimated_arrival_from: start, estimated_arrival_to: end || start });
}

function startAndEnd(order: unknown, window: Window): [unknown, unknown] {
  if (typeof window !== 'object' || !('start' in window)) {
    const [start, end] = textOf(single(find(order, window)) ?? '').split('/');
    return [start, endOfInterval(start, end)];
  }
  const { start: from, duration } = window;
  const unit = typeof duration === 'object' && 'unit' in duration ? duration.unit : undefined;
  const [start, length] = [single(find(order, from)), single(find(order, duration))];
  const end = endOfInterval(start, length, unit);
  // Where the end was sent and cannot be read, the start alone would promise too much.
  return length == null || length === '' || readTime(end) ? [start, end] : [undefined, end];
}

function given(times: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(times).filter(([, value]) => value != null && value !== ''));
}
