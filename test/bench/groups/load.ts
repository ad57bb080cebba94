import type { Probe, ProbedWindow } from '../browser/probe.js';
import { pause, Visit } from '../browser/visit.js';
import { firstLoadBytes } from '../build-contestants.js';
import { type ColumnId, contestants } from '../columns.js';
import type { Bench, Group, Samples } from '../rows.js';

/** The time in which a page loads and mounts, animations included, in milliseconds. */
const loading = 1_500;

/** Of the times of an opening the lower quartile counts: other work on the computer can only add to them. */
const undisturbed = 0.25;

const coreScripts: Partial<Record<ColumnId, string>> = { ours: '/cdn/order-status-tracker.js' };

export const size: Group = {
  name: 'size',
  maximumRounds: 1,
  rows: [
    { id: 'script-core', tolerance: 0.01, title: 'script, without Supabase', unit: 'kB', digits: 1, aim: { most: 34 } },
    { id: 'script', tolerance: 0.01, title: 'script', unit: 'kB', digits: 1, aim: { most: 38 } },
    { id: 'script-idle', tolerance: 0.01, title: 'all scripts and data until idle', unit: 'kB', digits: 1 },
  ],
  async measure({ browser, servers, files }, column) {
    const { script } = contestants[column];
    const { server, ...visit } = await openQuietly(browser, servers[column]);
    const scripts = new Set(server.requests.filter(({ kind }) => kind === 'script').map(({ path }) => path));
    await visit.close();
    const all = [...scripts].reduce((sum, path) => sum + server.sizeOf(path), 0);
    return {
      'script-core': [firstLoadBytes(files, coreScripts[column] ?? script) / 1_000],
      script: [firstLoadBytes(files, script) / 1_000],
      'script-idle': [all / 1_000],
    };
  },
};

async function openQuietly(browser: Bench['browser'], server: Bench['servers'][ColumnId]) {
  server.requests.length = 0;
  const visit = await Visit.open(browser, server);
  await visit.settle(undefined, 2_500);
  return { server, close: () => visit.close() };
}

export const load: Group = {
  name: 'load',
  rows: [
    { id: 'requests', tolerance: 0, title: 'requests until it is live', unit: '', aim: { most: 4 } },
    { id: 'painted', quantile: undisturbed, title: 'opening → status painted', unit: 'ms', aim: { ratio: 1.15 } },
    { id: 'legible', quantile: undisturbed, title: 'opening → status legible', unit: 'ms', aim: { ratio: 1.15 } },
    { id: 'load-work', title: 'work to load and mount', unit: 'ms', digits: 1, aim: { ratio: 1.5 } },
  ],
  async measure({ browser, servers }, column) {
    const seen = await see(await Visit.prepare(browser, servers[column], { probed: true }));
    const visit = await Visit.open(browser, servers[column]);
    await pause(loading);
    const work = await visit.meters.mainThread();
    await visit.close();
    return { requests: [seen.requests], painted: [seen.painted], legible: [seen.legible], 'load-work': [work] };
  },
};

export const phone: Group = {
  name: 'phone',
  rows: [
    {
      id: 'phone-painted',
      quantile: undisturbed,
      title: 'slow phone: opening → status painted',
      unit: 'ms',
      aim: { ratio: 1.25 },
    },
    {
      id: 'phone-legible',
      quantile: undisturbed,
      title: 'slow phone: opening → status legible',
      unit: 'ms',
      aim: { ratio: 1.25 },
    },
    {
      id: 'phone-blocked',
      quantile: undisturbed,
      tolerance: 0.4,
      title: 'slow phone: blocked',
      unit: 'ms',
      aim: { ratio: 1.5 },
    },
  ],
  async measure({ browser, servers }, column) {
    const seen = await see(await Visit.prepare(browser, servers[column], { probed: true, slow: true }));
    return {
      'phone-painted': [seen.painted],
      'phone-legible': [seen.legible],
      'phone-blocked': [seen.blocked],
    } satisfies Samples;
  },
};

/** Opens a prepared page and closes it when it is live and quiet. Times count from the beginning of the navigation. */
async function see(visit: Visit) {
  const { page, server } = visit;
  server.requests.length = 0;
  await visit.go();
  const { painted, legible } = await page.evaluate(() => (globalThis as ProbedWindow).probe.shown());
  const liveAt = await visit.live();
  await pause(300);
  const origin = await page.evaluate(() => performance.timeOrigin);
  const blocked = await page.evaluate(() => (globalThis as typeof globalThis & { probe: Probe }).probe.blocked());
  await visit.close();
  return {
    painted: painted - origin,
    legible: legible - origin,
    blocked,
    requests: server.requests.filter(({ at }) => at <= liveAt).length,
  };
}
