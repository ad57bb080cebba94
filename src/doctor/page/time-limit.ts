import type { TrackerClock } from '../../environment/clock.js';

export type Timers = Pick<TrackerClock, 'setTimeout' | 'clearTimeout'>;

/** Runs something that its signal ends when the time is up. */
export async function withTimeLimit<Result>(
  { setTimeout, clearTimeout }: Timers,
  milliseconds: number,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new DOMException('The time is up.', 'TimeoutError')), milliseconds);
  try {
    return await run(ending.signal);
  } finally {
    clearTimeout(timer);
  }
}

export function pause({ setTimeout }: Timers, milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds));
}
