import { Visit } from '../browser/visit.js';
import { contestants } from '../columns.js';
import type { Group } from '../rows.js';

const atOnce = 25;
const batchesPerSample = 4;
const samples = 6;

/** 600 mounts and removals. The first 100 fill caches and do not count. */
export const churn: Group = {
  name: 'churn',
  maximumRounds: 1,
  rows: [
    { id: 'churn', tolerance: 0.5, title: '500 mounts and removals: bytes kept of each', unit: 'B', aim: { most: 50 } },
  ],
  async measure({ browser, servers }, column) {
    const visit = await Visit.open(browser, servers[column]);
    await visit.settle();
    const heaps: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      for (let batch = 0; batch < batchesPerSample; batch += 1) {
        const ids = await visit.mount(atOnce, contestants[column].tag);
        await visit.settle(ids, 100);
        await visit.remove(ids);
      }
      // A tracker that is removed may keep its socket for a moment.
      await visit.settle(undefined, 1_500);
      heaps.push((await visit.meters.heap()).script);
    }
    await visit.close();
    return { churn: [slopeOf(heaps) / (atOnce * batchesPerSample)] };
  },
};

/** The growth from one value to the next, by least squares. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const below = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return above / below;
}
