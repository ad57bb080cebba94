/** The window of an order, as the database stores it. */
export interface StoredWindow {
  readonly estimated_ready_from: string | null;
  readonly estimated_ready_to: string | null;
}

const minute = 60_000;
/** What guests read is rounded outward to five minutes; the kitchen reads the same. */
const step = 5 * minute;

/** Minutes by which one press moves the estimate. */
export const moreMinutes = 5;

/**
 * The window that the database will make of this one, shown until it answers: as much later, or from now if it has
 * passed. `postpone_order` in the migrations decides.
 */
export function postponed(order: StoredWindow, minutes: number, now: number): StoredWindow {
  const window = windowOf(order);
  const shift = minutes * minute;
  const [from, to] = window && window[1] > now ? window : [now, now + (window ? window[1] - window[0] : step)];
  return {
    estimated_ready_from: new Date(from + shift).toISOString(),
    estimated_ready_to: new Date(to + shift).toISOString(),
  };
}

/** The window that the guest reads, in words; `isLate` once it has passed. */
export interface EstimateWords {
  readonly text: string;
  readonly isLate: boolean;
}

export function estimateWords(order: StoredWindow, now: number): EstimateWords | undefined {
  const window = windowOf(order);
  if (!window) return undefined;
  const from = clock(Math.floor(window[0] / step) * step);
  const to = clock(Math.ceil(window[1] / step) * step);
  return { text: from === to ? to : `${from}–${to}`, isLate: window[1] < now };
}

/** A time of day, as the kitchen reads it: 19:05. */
export function clock(time: number | string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(new Date(time));
}

/** From and to, in milliseconds. With one end only, ten minutes before or after it. */
function windowOf({ estimated_ready_from, estimated_ready_to }: StoredWindow): readonly [number, number] | undefined {
  const from = estimated_ready_from === null ? undefined : Date.parse(estimated_ready_from);
  const to = estimated_ready_to === null ? undefined : Date.parse(estimated_ready_to);
  if (to !== undefined) return [from ?? to - 2 * step, to];
  return from === undefined ? undefined : [from, from + 2 * step];
}
