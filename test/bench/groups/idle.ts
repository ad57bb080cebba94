import { processOf, processorTime } from '../browser/meters.js';
import { type CountedWindow, countTimers, type HurriedWindow, hurryWithoutSockets } from '../browser/page-clocks.js';
import { pause, Visit } from '../browser/visit.js';
import type { ColumnId } from '../columns.js';
import type { Bench, Group } from '../rows.js';

/** The time after which a page that is live has nothing left to do, in milliseconds. */
const untilQuiet = 6_000;

export const idle: Group = {
  name: 'idle',
  maximumRounds: 1,
  together: true,
  rows: [
    {
      id: 'idle-work',
      tolerance: 0.3,
      title: 'idle, visible: work of the process',
      unit: 'ms',
      digits: 1,
      aim: { most: 40 },
    },
    { id: 'idle-timers', tolerance: 0.2, title: 'idle, visible: timers', unit: '', aim: { most: 8 } },
    { id: 'idle-bytes', title: 'idle, visible: traffic', unit: 'B', aim: { most: 800 } },
  ],
  async measure(bench, column) {
    const { work, timers, bytes } = await watchIdle(bench, column, false);
    return { 'idle-work': [work], 'idle-timers': [timers], 'idle-bytes': [bytes] };
  },
};

export const hidden: Group = {
  name: 'hidden',
  maximumRounds: 1,
  together: true,
  rows: [
    {
      id: 'hidden-work',
      tolerance: 0.3,
      title: 'idle, hidden: work of the process',
      unit: 'ms',
      digits: 1,
      aim: { most: 25 },
    },
    { id: 'hidden-timers', tolerance: 0.3, title: 'idle, hidden: timers', unit: '', aim: { most: 6 } },
  ],
  async measure(bench, column) {
    const { work, timers } = await watchIdle(bench, column, true);
    return { 'hidden-work': [work], 'hidden-timers': [timers] };
  },
};

/** One after the other, so that the work of finding a page's process is not taken for another page's. */
let finding: Promise<unknown> = Promise.resolve();

async function watchIdle({ browser, servers, idleSeconds }: Bench, column: ColumnId, isHidden: boolean) {
  const server = servers[column];
  const visit = await Visit.open(browser, server, { before: countTimers });
  const { page, context } = visit;
  await visit.settle();
  const found = finding.then(() => processOf(browser, page));
  finding = found;
  const process = await found;
  if (isHidden) await (await context.newPage()).bringToFront();
  await finding;
  await pause(untilQuiet);
  const timers = () => page.evaluate(() => (globalThis as CountedWindow).firedTimers.count);
  const measure = async () => ({
    timers: await timers(),
    work: await processorTime(browser, process),
    bytes: server.bytes,
  });
  const before = await measure();
  await pause(idleSeconds * 1_000);
  const work = await processorTime(browser, process);
  const after = await measure();
  await visit.close();
  return { work: work - before.work, timers: after.timers - before.timers, bytes: after.bytes - before.bytes };
}

const outageMinutes = 30;
/** How much faster the page's clock runs. */
const rate = 45;

/** Half an hour in which reads work and every WebSocket is refused. */
export const outage: Group = {
  name: 'outage',
  maximumRounds: 1,
  together: true,
  rows: [
    { id: 'outage-requests', title: '½ hour without a socket: requests', unit: '', aim: { most: 70 } },
    { id: 'outage-bytes', title: '½ hour without a socket: traffic', unit: 'kB', digits: 1, aim: { most: 50 } },
    { id: 'outage-attempts', title: '½ hour without a socket: attempts', unit: '', aim: { most: 40 } },
  ],
  async measure({ browser, servers, apis }, column) {
    const api = apis[column];
    const options = { before: hurryWithoutSockets, argument: rate, api: api.url };
    const visit = await Visit.prepare(browser, servers[column], options);
    api.orders.adopt(servers[column].orders, visit.orderId);
    const bytes = api.bytes;
    api.requests.length = 0;
    await visit.go();
    await pause((outageMinutes * 60_000) / rate);
    const attempts = await visit.page.evaluate(() => (globalThis as HurriedWindow).socketAttempts.count);
    const figures = {
      'outage-requests': [api.requests.length],
      'outage-bytes': [(api.bytes - bytes) / 1_000],
      'outage-attempts': [attempts],
    };
    await visit.close();
    return figures;
  },
};
