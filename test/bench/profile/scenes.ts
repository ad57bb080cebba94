import { pause, type Visit } from '../browser/visit.js';
import { contestants } from '../columns.js';
import { way } from '../server/orders.js';

/** Our element as one script that keeps its names. */
export const readable = { ...contestants.ours, script: '/ours.js' };

/** Something to profile. */
export interface Scene {
  /** Visits. */
  readonly visits: number;
  /** How often a visit does the work, one after the other. */
  readonly repeats: number;
  /** Trackers that do it at the same time. The figures are for one of them. */
  readonly trackers: number;
  /** Whether the work begins with the opening of the page. */
  readonly isFirstLoad?: boolean;
  /** Trackers that are on the page before. */
  readonly crowd?: number;
  work(visit: Visit, crowd: readonly string[]): Promise<void>;
}

const once = { visits: 1, repeats: 1, trackers: 1 };

export const scenes: Readonly<Record<string, Scene>> = {
  load: { ...once, visits: 8, isFirstLoad: true, work: () => pause(1_500) },
  mount: {
    visits: 4,
    repeats: 1,
    trackers: 50,
    work: async (visit) => visit.settle(await visit.mount(50, readable.tag), 1_500),
  },
  update: {
    ...once,
    visits: 8,
    repeats: way.length - 1,
    async work(visit) {
      visit.server.advance(visit.orderId);
      await pause(700);
    },
  },
  burst: {
    ...once,
    trackers: 200,
    crowd: 200,
    async work(visit, crowd) {
      for (const id of crowd) visit.server.advance(id);
      await pause(15_000);
    },
  },
  idle: { ...once, work: () => pause(30_000) },
};
