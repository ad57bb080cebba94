/**
 * Says where our element's time goes, by function, by part of the source and by kind of the browser's work.
 *
 *   npm run build:code && node build/test/bench/profile/run.js load|mount|update|burst|idle|heap
 *     [--top 15] [--save file.cpuprofile]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launchBrowser, Visit } from '../browser/visit.js';
import { siteOf } from '../columns.js';
import { BenchServer } from '../server/bench-server.js';
import { bundleReadably } from './readable-bundle.js';
import { readable, type Scene, scenes } from './scenes.js';
import { Tally } from './tally.js';
import { type Kind, recordTimeline } from './timeline.js';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { top: { type: 'string', default: '15' }, save: { type: 'string' } },
});
const [name = 'load'] = positionals;
const isHeap = name === 'heap';
const scene = scenes[isHeap ? 'mount' : name];
if (!scene) throw new Error(`Choose one of ${Object.keys(scenes).join(', ')}, heap.`);

const bundle = await bundleReadably();
const server = await BenchServer.start(siteOf(readable, (path) => (path === '/ours.js' ? bundle.code : undefined)));
const browser = await launchBrowser();
const tally = new Tally(bundle);
const kinds = new Map<string, Kind>();
for (let visit = 0; visit < scene.visits; visit += 1) {
  if (isHeap) {
    await play(scene, recordHeap);
  } else {
    // The profiler and the timeline slow each other down, so each has visits of its own.
    await play(scene, recordTimes);
    await play(scene, recordKinds);
  }
}
await browser.close();
await server.close();

const top = Number(flags.top);
const runs = scene.visits * scene.repeats * scene.trackers;
console.log(`${isHeap ? 'kB that each tracker keeps' : `ms of ${name}`}, mean of ${runs}`);
if (kinds.size > 0) console.log('\nThe main thread: processor time, number, kind of work');
for (const [kind, { self, count }] of [...kinds].sort(([, one], [, other]) => other.self - one.self).slice(0, top)) {
  console.log((self / runs).toFixed(2).padStart(8), (count / runs).toFixed(1).padStart(6), kind);
}
console.log(tally.lines(runs, top).join('\n'));

type Record = (visit: Visit, work: () => Promise<void>) => Promise<void>;

async function play({ isFirstLoad, crowd = 0, repeats, work }: Scene, record: Record): Promise<void> {
  const visit = await Visit.prepare(browser, server);
  if (!isFirstLoad) await visit.go();
  const ids = crowd > 0 ? await visit.mount(crowd, readable.tag) : [];
  if (!isFirstLoad) await visit.settle([visit.orderId, ...ids], 2_000);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    await record(visit, async () => {
      if (isFirstLoad) await visit.go();
      await work(visit, ids);
    });
  }
  await visit.close();
}

async function recordTimes({ meters: { session } }: Visit, work: () => Promise<void>): Promise<void> {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 250 });
  await session.send('Profiler.start');
  await work();
  const { profile } = await session.send('Profiler.stop');
  tally.addTimes(profile);
  if (flags.save) writeFileSync(flags.save, JSON.stringify(profile));
}

async function recordKinds(visit: Visit, work: () => Promise<void>): Promise<void> {
  for (const [kind, { self, count }] of await recordTimeline(visit.page, work)) {
    const known = kinds.get(kind) ?? { self: 0, count: 0 };
    kinds.set(kind, { self: known.self + self, count: known.count + count });
  }
}

async function recordHeap({ meters: { session, heap } }: Visit, work: () => Promise<void>): Promise<void> {
  await session.send('HeapProfiler.startSampling', { samplingInterval: 2_048 });
  await work();
  await heap();
  const { profile } = await session.send('HeapProfiler.stopSampling');
  tally.addHeap(profile.head);
}
