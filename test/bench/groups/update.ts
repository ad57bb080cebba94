import type { ProbedWindow } from '../browser/probe.js';
import { pause, Visit } from '../browser/visit.js';
import { contestants } from '../columns.js';
import type { Group } from '../rows.js';
import { way } from '../server/orders.js';

/** The words of the statuses that an order reaches, in their order. */
const words = ['Preparing', 'Ready', 'Served'];
/** Orders whose frames are timed on one page. Each goes its way once, because a status that is taken back looks different. */
const timedOrders = 6;
const workedOrders = 3;
/** The time of a change's animations and a little more, in milliseconds. */
const animated = 700;

/** Opens a page and plays orders on it, one after the other, each in a new card beside the first one's. */
export const update: Group = {
  name: 'update',
  rows: [
    { id: 'frame-p50', title: 'frame sent → painted, p50', unit: 'ms', digits: 1, aim: { ratio: 1.5 } },
    {
      id: 'frame-p99',
      tolerance: 0.5,
      title: 'frame sent → painted, p99',
      unit: 'ms',
      digits: 1,
      aim: { ratio: 1.5 },
      quantile: 0.99,
    },
    { id: 'frame-legible', title: 'frame sent → legible, p50', unit: 'ms', digits: 1, aim: { ratio: 1.5 } },
    { id: 'update-work', title: 'work of an update', unit: 'ms', digits: 2, aim: { ratio: 2 } },
  ],
  async measure({ browser, servers }, column) {
    const { tag } = contestants[column];
    const server = servers[column];
    const visit = await Visit.open(browser, server, { probed: true });
    await visit.live();
    const painted: number[] = [];
    const legible: number[] = [];
    let [orderId] = [visit.orderId];
    for (let order = 0; order < timedOrders; order += 1) {
      for (const word of words) {
        await visit.page.evaluate((id, text) => (globalThis as ProbedWindow).probe.want(id, text), orderId, word);
        // A random pause, so that frames arrive at any moment between two refreshes of the screen.
        await pause(60 + Math.random() * 60);
        const sentAt = server.advance(orderId);
        const shown = await visit.page.evaluate(() => (globalThis as ProbedWindow).probe.shown());
        painted.push(shown.painted - sentAt);
        legible.push(shown.legible - sentAt);
      }
      await visit.remove([orderId]);
      [orderId = ''] = await visit.mount(1, tag);
      await visit.live(orderId);
      await pause(100);
    }
    await visit.close();
    return {
      'frame-p50': painted,
      'frame-p99': painted,
      'frame-legible': legible,
      'update-work': await measureWork(await Visit.open(browser, server), tag),
    };
  },
};

/** The work of changes on a page without a probe. */
async function measureWork(visit: Visit, tag: (api: string, orderId: string) => string): Promise<number[]> {
  const work: number[] = [];
  let { orderId } = visit;
  for (let order = 0; order < workedOrders; order += 1) {
    await visit.settle([orderId]);
    for (const _ of way.slice(1)) {
      const before = await visit.meters.mainThread();
      visit.server.advance(orderId);
      await pause(animated);
      work.push((await visit.meters.mainThread()) - before);
    }
    await visit.remove([orderId]);
    [orderId = ''] = await visit.mount(1, tag);
  }
  await visit.close();
  return work;
}
