import type { Page } from 'puppeteer-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly message?: string } };
}

/** One kind of the browser's work on the page's main thread. */
export interface Kind {
  /** Processor time without that of the work inside it, in milliseconds. */
  readonly self: number;
  readonly count: number;
}

const mark = 'the page of the bench';

/** Records what the main thread of a page does, by the browser's own names for it. */
export async function recordTimeline(page: Page, work: () => Promise<unknown>): Promise<Map<string, Kind>> {
  await page.tracing.start({ categories: ['devtools.timeline', 'toplevel', 'v8', 'blink'] });
  await work();
  await page.evaluate((message) => console.timeStamp(message), mark);
  const buffer = await page.tracing.stop();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(buffer)) as { traceEvents: readonly TraceEvent[] };
  // The browser has other processes that draw pages of its own.
  const own = traceEvents.find(({ args }) => args?.data?.message === mark);
  return selfTimes(traceEvents.filter(({ pid, tid, ph }) => pid === own?.pid && tid === own.tid && ph === 'X'));
}

function selfTimes(events: readonly TraceEvent[]): Map<string, Kind> {
  const kinds = new Map<string, Kind>();
  const add = (name: string, self: number, count: number) => {
    const known = kinds.get(name) ?? { self: 0, count: 0 };
    kinds.set(name, { self: known.self + self / 1_000, count: known.count + count });
  };
  const open: TraceEvent[] = [];
  const sorted = [...events].sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
  for (const event of sorted) {
    while (open.length > 0 && endOf(open.at(-1)) <= event.ts) open.pop();
    const parent = open.at(-1);
    const own = event.tdur ?? 0;
    add(event.name, own, 1);
    if (parent) add(parent.name, -own, 0);
    open.push(event);
  }
  return kinds;
}

function endOf(event: TraceEvent | undefined): number {
  return event ? event.ts + (event.dur ?? 0) : 0;
}
