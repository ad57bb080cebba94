import { setTimeout as pause } from 'node:timers/promises';
import { ChromiumLane } from './chromium-lane.js';
import { FollowedOrder } from './followed-order.js';
import type { Guest } from './guest.js';
import type { Bench, LaneTransport } from './lane.js';

const minute = 60_000;
/** How much the page's memory may grow in an hour, kB. */
const slopeLimit = 50;
/** Memory is measured this often, ms; not before everything was used once. */
const measureEvery = 30_000;
const warmUp = 2 * minute;

interface Measure {
  readonly at: number;
  readonly bytes: number;
}

/**
 * Fault F77 in real time: a page stays open; every 5 s the kitchen changes the order, every 45 s the connection is
 * cut. Says whether its memory, once all garbage is gone, stays level.
 */
export async function soak(bench: Bench, minutes: number): Promise<boolean> {
  const transports = ['broadcast', 'websocket', 'polling'] as const;
  const slopes = await Promise.all(transports.map((transport) => soakLane(bench, transport, minutes)));
  return slopes.every((slope) => slope < slopeLimit);
}

async function soakLane(bench: Bench, transport: LaneTransport, minutes: number): Promise<number> {
  const lane = await ChromiumLane.open(transport, bench);
  try {
    const order = await FollowedOrder.place(bench.server);
    const guest = await lane.open({ order });
    const measures = await live(guest, minutes * minute);
    const kept = measures.slice(Math.min(measures.length - 2, Math.round(warmUp / measureEvery)));
    const slope = (slopeOf(kept) * 60 * minute) / 1024;
    const first = (kept[0]?.bytes ?? 0) / 1024;
    const last = (kept.at(-1)?.bytes ?? 0) / 1024;
    console.log(
      `${slope < slopeLimit ? '✓' : '✗'} F77 ${minutes} min, ${transport}: ${order.commits.length} changes, heap ` +
        `${first.toFixed(0)} → ${last.toFixed(0)} kB, ${slope.toFixed(1)} kB/h (at most ${slopeLimit})`,
    );
    return slope;
  } finally {
    await lane.close();
  }
}

async function live(guest: Guest, duration: number): Promise<readonly Measure[]> {
  const { lane, order } = guest;
  const measures: Measure[] = [];
  const end = Date.now() + duration;
  for (let round = 1; Date.now() < end; round += 1) {
    await order.commit(round % 2 === 1 ? 'preparing' : 'pending');
    if (round % 9 === 0) lane.proxy.cut('reset');
    await pause(5000);
    if (round % 6 === 0) measures.push({ at: Date.now(), bytes: await guest.measureHeap() });
  }
  return measures;
}

/** Bytes for each millisecond, by the line that fits best. */
function slopeOf(measures: readonly Measure[]): number {
  const mean = (of: (measure: Measure) => number) =>
    measures.reduce((sum, each) => sum + of(each), 0) / measures.length;
  const [at, bytes] = [mean((measure) => measure.at), mean((measure) => measure.bytes)];
  const above = measures.reduce((sum, each) => sum + (each.at - at) * (each.bytes - bytes), 0);
  const below = measures.reduce((sum, each) => sum + (each.at - at) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
