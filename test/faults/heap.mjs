/**
 * Simulates an evening of 8 h with each kind of back end, with a change every 30 s and a fault every 5 min, to find memory
 * leaks. Prints the growth of the heap after garbage collection, and the number of timers, listeners and sockets.
 *
 *   npm run soak -- --heap
 */

import { kinds } from '../../build/test/faults/world/kinds.js';
import { settle } from '../../build/test/faults/world/scheduler.js';
import { World } from '../../build/test/faults/world/world.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** The most that the heap may grow, kB an hour. */
const limit = 50;
const statuses = ['pending', 'preparing', 'ready', 'preparing'];

/** The faults, in order. Each ends after a minute. */
const faults = [
  (world) => world.unplug(),
  (world) => world.crash(),
  (world) => world.server.closeAll(1012),
  (world) => Object.assign(world.network, { isUplinkOpen: false, isDownlinkOpen: false }),
  (world) => world.server.restartDatabase(3_000, 10_000),
  (world) => Object.assign(world.http, { answer: { kind: 'hang' } }),
  (world) => Object.assign(world.tokens, { answer: 500 }),
  (world) => world.device.sleep(3 * minute, true),
  (world) => tabOf(world).tell('hidden'),
  (world) => Object.assign(world.server, { answersPings: false }),
];

let failed = false;
// Two runs before the measurement: memory for compiled code is not a leak.
await evening('socket+polling');
await evening('broadcast+polling+token');
for (const kind of kinds) {
  const { slope, counts } = await evening(kind);
  const isSteady = counts.every((count) => count === counts[0]);
  const isSmall = slope < limit;
  failed ||= !isSteady || !isSmall;
  const left = isSteady ? counts[0] : `${counts[0]} … ${counts.at(-1)}`;
  console.log(`${isSteady && isSmall ? '✓' : '✗'} ${kind.padEnd(30)} ${slope.toFixed(1).padStart(7)} kB/h   ${left}`);
}
process.exitCode = failed ? 1 : 0;

/** Simulates one evening. The records of the world itself are deleted before each measurement. */
async function evening(kind) {
  const world = new World({ kind, seed: 8 });
  const guest = world.open('A1');
  const heaps = [];
  const counts = [];
  for (let at = 0; at < 8 * hour; at += 30 * second) {
    if (at % (5 * minute) === 0) await faults[(at / (5 * minute)) % faults.length](world);
    world.commit(statuses[(at / (30 * second)) % statuses.length]);
    await world.pass(30 * second);
    guest.look();
    if (at % (5 * minute) === minute) {
      world.heal();
      guest.retry();
    }
    if (at % (30 * minute) !== 29.5 * minute) continue;
    await world.pass(minute);
    forget(world);
    await settle();
    globalThis.gc();
    heaps.push({ at: at / hour, kilobytes: process.memoryUsage().heapUsed / 1024 });
    const tab = tabOf(world);
    const open = [...tab.sockets].filter(({ readyState }) => readyState < 2).length;
    counts.push(`listeners ${tab.listeners.size}, sockets ${open}`);
  }
  guest.unmount();
  await world.pass(minute);
  const timers = world.scheduler.timersOf(tabOf(world));
  if (timers > 0) counts.push(`${timers} timers left`);
  // The first two hours are left out, because the engine still compiles code.
  return { slope: slopeOf(heaps.filter(({ at }) => at >= 2)), counts };
}

function tabOf(world) {
  const [tab] = world.device.tabs;
  return tab;
}

function forget(world) {
  for (const list of [world.http.requests, world.connects, world.readings, world.signals, world.announcements]) {
    list.length = 0;
  }
  for (const guest of world.guests) guest.paints = [];
  world.origin.forgetAllButNewest('A1');
}

/** The slope of the regression line, kB an hour. */
function slopeOf(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(({ at }) => at), mean(({ kilobytes }) => kilobytes)];
  return mean(({ at, kilobytes }) => (at - x) * (kilobytes - y)) / mean(({ at }) => (at - x) ** 2);
}
