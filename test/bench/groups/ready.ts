import type { Page } from 'puppeteer-core';
import { pause, Visit } from '../browser/visit.js';
import type { Group } from '../rows.js';

/** How much slower the processor is than this computer's. */
const slowness = 6;
/** Longer than the gesture at "ready", in milliseconds. */
const gesture = 1_300;

/** An event of Chromium's trace; times are in microseconds, `tdur` is processor time of the thread. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
}

/** How smoothly a slow phone draws the moment at which an order is ready. */
export const ready: Group = {
  name: 'ready',
  rows: [
    {
      id: 'ready-frame',
      tolerance: 0.3,
      title: 'longest frame at “ready”, processor ÷ 6',
      unit: 'ms',
      digits: 1,
      aim: { most: 50 },
    },
  ],
  async measure({ browser, servers }, column) {
    const visit = await Visit.open(browser, servers[column]);
    await visit.settle();
    visit.server.advance(visit.orderId);
    await pause(gesture);
    await visit.page.emulateCPUThrottling(slowness);
    await visit.page.tracing.start({ categories: ['toplevel', 'blink.user_timing'] });
    const mark = await markTrace(visit.page);
    visit.server.advance(visit.orderId);
    await pause(gesture);
    const trace = await visit.page.tracing.stop();
    await visit.close();
    return { 'ready-frame': [longestTask(trace, mark)] };
  },
};

/** Leaves a mark in the trace of the page's main thread, and returns its name. */
async function markTrace(page: Page): Promise<string> {
  const name = 'about to be ready';
  await page.evaluate((mark) => void performance.mark(mark), name);
  return name;
}

/** The longest task of the thread after its mark, in milliseconds of processor time: other programs do not count. */
function longestTask(trace: Uint8Array | undefined, mark: string): number {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: readonly TraceEvent[] };
  const begun = traceEvents.find(({ name }) => name === mark);
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      begun && /RunTask/.test(name) && pid === begun.pid && tid === begun.tid && ts > begun.ts,
  );
  if (tasks.length === 0) throw new Error('The trace has no task of the page.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}
