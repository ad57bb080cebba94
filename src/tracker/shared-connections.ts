import { type ActorRefFrom, createActor, type InspectionEvent } from 'xstate';
import { askAhead } from './ask-ahead.js';
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

/** Observes everything that happens in a chart, as XState's `inspect` does. */
export type ChartObserver = (inspected: InspectionEvent) => void;

interface RunningChart {
  readonly chart: Chart;
  uses: number;
}

const running = new Map<string, RunningChart>();

/**
 * The chart for `key`, shared by all trackers on the page that follow the same order with the same options: one
 * subscription, one token and one read at a time, however many elements show it.
 *
 * @param observer called until this use is released; without one, XState does not inspect and costs nothing
 */
export function shareChart(key: string, input: () => TrackerInput, observer?: ChartObserver): SharedChart {
  let isReleased = false;
  // An observer that throws must not stop the chart.
  const inspect =
    observer &&
    ((inspected: InspectionEvent) => {
      try {
        if (!isReleased) observer(inspected);
      } catch (error) {
        reportError(error);
      }
    });
  const known = running.get(key);
  const entry = known ?? { chart: startChart(input(), inspect), uses: 0 };
  running.set(key, entry);
  const inspection = known && inspect && entry.chart.system.inspect(inspect);
  // What this tracker knows is shown where nothing is known yet. A chart is silent while nothing happens: a new observer sees
  // its states by this, too.
  if (known) entry.chart.send({ type: 'page.given', order: input().initial });
  entry.uses += 1;
  return {
    chart: entry.chart,
    release() {
      if (isReleased) return;
      isReleased = true;
      inspection?.unsubscribe();
      entry.uses -= 1;
      if (entry.uses > 0) return;
      running.delete(key);
      entry.chart.stop();
    },
  };
}

function startChart(given: TrackerInput, inspect: ChartObserver | undefined): Chart {
  const [input, dropUnasked] = askAhead(given);
  const { setTimeout, clearTimeout } = input.environment.clock;
  const clock = { setTimeout, clearTimeout };
  const chart = createActor(trackerMachine, { input, clock, ...(inspect && { inspect }) });
  let failure: unknown;
  // Heard by somebody: otherwise XState throws it at the page.
  const subscription = chart.subscribe({
    error: (error) => {
      failure = error;
    },
  });
  chart.start();
  dropUnasked?.();
  subscription.unsubscribe();
  if (failure !== undefined) throw failure;
  return chart;
}

const identities = new WeakMap<object, number>();
let identified = 0;

/** A text that is equal for equal plain values. Functions and class instances are equal only to themselves. */
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
