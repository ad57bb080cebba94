import { type ActorRefFrom, createActor } from 'xstate';
import type { TrackerInput } from './chart/chart.types.js';
import { trackerMachine } from './chart/tracker.machine.js';

/** A running chart. */
export type Chart = ActorRefFrom<typeof trackerMachine>;

/** A chart that several trackers may use. */
export interface SharedChart {
  readonly chart: Chart;
  /** Ends this use; the last one stops the chart. Safe to call twice. */
  release(): void;
}

const running = new Map<string, { readonly chart: Chart; uses: number }>();

/**
 * The chart for `key`, shared by all trackers on the page that follow the same order in the same way: one
 * subscription, one token, one read at a time, however many elements show it.
 */
export function shareChart(key: string, input: () => TrackerInput): SharedChart {
  const entry = running.get(key) ?? { chart: startChart(input()), uses: 0 };
  running.set(key, entry);
  entry.uses += 1;
  let isReleased = false;
  return {
    chart: entry.chart,
    release() {
      if (isReleased) return;
      isReleased = true;
      entry.uses -= 1;
      if (entry.uses > 0) return;
      running.delete(key);
      entry.chart.stop();
    },
  };
}

function startChart(input: TrackerInput): Chart {
  const { setTimeout, clearTimeout } = input.environment.clock;
  return createActor(trackerMachine, { input, clock: { setTimeout, clearTimeout } }).start();
}

const identities = new WeakMap<object, number>();
let identified = 0;

/** A text that is equal for equal plain values, and for objects and functions only if they are the same one. */
export function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values, (_, value: unknown) => (isPlain(value) ? value : `#${identityOf(value)}`));
}

function isPlain(value: unknown): value is string | number | boolean | null | undefined | unknown[] {
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  return (
    Object.getPrototypeOf(value) === Object.prototype &&
    !Object.values(value).some((part) => typeof part === 'function')
  );
}

function identityOf(value: unknown): number {
  const subject = value as object;
  const identity = identities.get(subject) ?? ++identified;
  identities.set(subject, identity);
  return identity;
}
