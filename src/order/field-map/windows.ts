import { type FieldPaths, find } from './follow-path.js';
import { endOfInterval } from './iso-interval.js';

/** An ISO 8601 interval, or a start and an ISO 8601 duration. */
export type Window = FieldPaths | { readonly start: FieldPaths; readonly duration: FieldPaths };

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
  const [start, end] =
    typeof window === 'object' && 'start' in window
      ? [find(order, window.start), find(order, window.duration)]
      : String(find(order, window) ?? '').split('/');
  return [start, endOfInterval(start, end)];
}

function given(times: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(times).filter(([, value]) => value != null && value !== ''));
}
