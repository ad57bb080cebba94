/**
 * Says where our element's time goes, by function and by part of the source.
 *
 *   npm run build:code && node build/test/bench/profile/run.js load|mount|update|idle [--top 15] [--save file.cpuprofile]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Protocol } from 'puppeteer-core';
import { launchBrowser, pause, Visit } from '../browser/visit.js';
import { contestants, siteOf } from '../columns.js';
import { BenchServer } from '../server/bench-server.js';
import { way } from '../server/orders.js';
import { bundleReadably } from './readable-bundle.js';
import { type Kind, recordTimeline } from './timeline.js';

type Work = (visit: Visit) => Promise<void>;

interface Scene {
  /** How often the work is done; the figures are for one time. */
  readonly times: number;
  readonly isFirstLoad?: boolean;
  readonly work: Work;
}

const ours = { ...contestants.ours, script: '/ours.js' };

const scenes: Readonly<Record<string, Scene>> = {
  load: { times: 1, isFirstLoad: true, work: () => pause(1_500) },
  mount: {
    times: 50,
    work: async (visit) => visit.settle(await visit.mount(50, ours.tag), 1_500),
  },
  update: {
    times: 1,
    async work(visit) {
      visit.server.advance(visit.orderId);
      await pause(700);
    },
  },
  idle: { times: 1, work: () => pause(30_000) },
};

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { top: { type: 'string', default: '15' }, save: { type: 'string' } },
});
const name = positionals[0] ?? 'load';
const scene = scenes[name];
if (!scene) throw new Error(`Choose one of ${Object.keys(scenes).join(', ')}.`);

const { code, moduleAt } = await bundleReadably();
const server = await BenchServer.start(siteOf(ours, (path) => (path === '/ours.js' ? code : undefined)));
const browser = await launchBrowser();
const selfTimes = new Map<string, number>();
const kinds = new Map<string, Kind>();
/** A sample after a pause would count the pause, in microseconds. */
const longestSample = 2_000;
const repeats = name === 'idle' ? 1 : 8;
let runs = 0;
// The profiler and the timeline slow each other down, so each has visits of its own.
for (let repeat = 0; repeat < repeats; repeat += 1) {
  await play(async (visit, work) => {
    const { session } = visit.meters;
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', { interval: 250 });
    await session.send('Profiler.start');
    await work();
    const { profile } = await session.send('Profiler.stop');
    add(profile);
    if (flags.save) writeFileSync(flags.save, JSON.stringify(profile));
    runs += scene.times;
  });
  await play(async (visit, work) => {
    for (const [kind, { self, count }] of await recordTimeline(visit.page, work)) {
      const known = kinds.get(kind) ?? { self: 0, count: 0 };
      kinds.set(kind, { self: known.self + self, count: known.count + count });
    }
  });
}
await browser.close();
await server.close();
print();

async function play(record: (visit: Visit, work: () => Promise<void>) => Promise<void>): Promise<void> {
  const { isFirstLoad, work } = scene ?? {};
  const visit = await Visit.prepare(browser, server);
  if (!isFirstLoad) {
    await visit.go();
    await visit.settle(undefined, 2_000);
  }
  for (const _ of name === 'update' ? way.slice(1) : [0]) {
    await record(visit, async () => {
      if (isFirstLoad) await visit.go();
      await work?.(visit);
    });
  }
  await visit.close();
}

function addTo(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

function add({ nodes, samples = [], timeDeltas = [] }: Protocol.Profiler.Profile): void {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  samples.forEach((id, at) => {
    const frame = byId.get(id);
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(program)') return;
    const module = frame.url.endsWith('/ours.js') ? moduleAt(frame.lineNumber) : frame.url ? '(page)' : '(browser)';
    addTo(
      selfTimes,
      `${module}\t${frame.functionName || sourceOf(frame)}`,
      Math.min(timeDeltas[at] ?? 0, longestSample) / 1_000,
    );
  });
}

/** The beginning of a function that has no name. */
function sourceOf({ lineNumber, columnNumber }: Protocol.Runtime.CallFrame): string {
  return `“${(code.split('\n')[lineNumber] ?? '').slice(columnNumber).trim().slice(0, 50)}”`;
}

/** A library, or the folder of a module. */
function groupOf(module: string): string {
  if (module.startsWith('(')) return module;
  if (/^(@lit|lit)/.test(module)) return 'lit';
  if (module.startsWith('xstate')) return 'xstate';
  return module
    .split('/')
    .slice(0, 2)
    .join('/')
    .replace(/\/[^/]+\.js$/, '');
}

function print(): void {
  const per = (milliseconds: number) => (milliseconds / runs).toFixed(2).padStart(8);
  const sorted = (map: Map<string, number>) => [...map].sort(([, one], [, other]) => other - one);
  const top = Number(flags.top);
  console.log(`ms of ${name}, mean of ${runs}\n\nThe browser's main thread: processor time, number, kind of work`);
  const work = [...kinds].sort(([, one], [, other]) => other.self - one.self).slice(0, top);
  for (const [kind, { self, count }] of work) console.log(per(self), (count / runs).toFixed(1).padStart(6), kind);
  const parts = new Map<string, number>();
  for (const [key, value] of selfTimes) addTo(parts, groupOf(key.split('\t')[0] ?? ''), value);
  console.log('\nSelf time of scripts, by part; (browser) is what they call in it');
  for (const [part, value] of sorted(parts).slice(0, top)) console.log(per(value), part);
  console.log('\nSelf time of scripts, by function');
  for (const [key, value] of sorted(selfTimes).slice(0, top)) {
    const [module, own] = key.split('\t');
    console.log(per(value), own, ' ', module);
  }
}
