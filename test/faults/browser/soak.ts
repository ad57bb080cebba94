import { setTimeout as pause } from 'node:timers/promises';
import { ChromiumRunner } from './chromium-runner.js';
import type { FaultTransport, SharedServers } from './fault-runner.js';
import type { Guest } from './guest.js';

const minute = 60_000;
/** The most that the page's memory may grow, kB an hour. */
const slopeLimit = 50;
/** A change every half minute and a cut connection every five minutes, as on a normal evening. */
const pace = { change: 30_000, cutEvery: 10 };
/** The time between two measurements of the memory, ms. */
const measureEvery = 15_000;
/**
 * Quick changes before the measurement, with some cuts. Until the browser has compiled and optimised the code, its heap
 * grows by some hundred kilobytes that are not a leak.
 */
const warmUp = { changes: 1000, cutEvery: 100 };

interface Measure {
  readonly at: number;
  readonly bytes: number;
}

/**
 * Fault F77 in real time: a page stays open, the kitchen changes the order, and the connection is cut from time to time.
 * Resolves with whether the heap after garbage collection stays within the limit.
 */
export async function soak(servers: SharedServers, minutes: number): Promise<boolean> {
  const slopes = await Promise.all(
    (['broadcast', 'changes', 'websocket'] as const).map((transport) => soakTransport(servers, transport, minutes)),
  );
  return slopes.every((slope) => slope < slopeLimit);
}

async function soakTransport(servers: SharedServers, transport: FaultTransport, minutes: number): Promise<number> {
  const runner = await ChromiumRunner.open(transport, servers);
  try {
    const guest = await runner.open();
    await hurry(guest);
    const measures = await live(guest, minutes * minute);
    const slope = (slopeOf(measures) * 60 * minute) / 1024;
    const [first = 0, last = 0] = [measures.at(0), measures.at(-1)].map((measure) => (measure?.bytes ?? 0) / 1024);
    console.log(
      `${slope < slopeLimit ? '✓' : '✗'} F77 ${minutes} min, ${transport}: ${guest.order.commits.length} changes, heap ` +
        `${first.toFixed(0)} → ${last.toFixed(0)} kB, ${slope.toFixed(1)} kB/h (at most ${slopeLimit})`,
    );
    return slope;
  } finally {
    await runner.close();
  }
}

async function hurry(guest: Guest): Promise<void> {
  for (let change = 1; change <= warmUp.changes; change += 1) {
    await commit(guest);
    await guest.until(() => guest.isUpToDate, 15_000);
    if (change % warmUp.cutEvery === 0) guest.runner.proxy.cut('reset');
  }
}

async function live(guest: Guest, duration: number): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  const begun = Date.now();
  let changes = 0;
  while (Date.now() < begun + duration) {
    if (Date.now() >= begun + changes * pace.change) {
      await commit(guest);
      changes += 1;
      if (changes % pace.cutEvery === 0) guest.runner.proxy.cut('reset');
    }
    await pause(measureEvery);
    measures.push({ at: Date.now(), bytes: await guest.measureHeap() });
  }
  return measures;
}

function commit({ order }: Guest): Promise<void> {
  return order.commit(order.newest.status === 'pending' ? 'preparing' : 'pending');
}

/** The slope of the regression line, in bytes per millisecond. */
function slopeOf(measures: readonly Measure[]): number {
  const mean = (of: (measure: Measure) => number) =>
    measures.reduce((sum, each) => sum + of(each), 0) / measures.length;
  const [at, bytes] = [mean((measure) => measure.at), mean((measure) => measure.bytes)];
  const above = measures.reduce((sum, each) => sum + (each.at - at) * (each.bytes - bytes), 0);
  const below = measures.reduce((sum, each) => sum + (each.at - at) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
