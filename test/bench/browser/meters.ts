import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'puppeteer-core';

/** What one page uses. */
export interface Meters {
  readonly session: CDPSession;
  /** The processor time of the page's main thread since it was opened, in milliseconds. */
  mainThread(): Promise<number>;
  /** JavaScript's heap and the DOM's, in bytes, after the garbage is collected. */
  heap(): Promise<{ readonly script: number; readonly dom: number }>;
}

export async function metersOf(page: Page): Promise<Meters> {
  const session = await page.createCDPSession();
  // Thread ticks are processor time, so the load of other programs does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    session,
    async mainThread() {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
    },
    async heap() {
      // The second collection takes what the finalizers of the first one let go.
      await session.send('HeapProfiler.collectGarbage');
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize, embedderHeapUsedSize } = await session.send('Runtime.getHeapUsage');
      return { script: usedSize, dom: embedderHeapUsedSize };
    },
  };
}

/** Finds the process of a page: the one that works while the page does. */
export async function processOf(browser: Browser, page: Page): Promise<number> {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const measure = () => Promise.all(renderers.map((id) => processorTime(browser, id)));
  const before = await measure();
  await page.evaluate(() => {
    const end = performance.now() + 150;
    while (performance.now() < end);
  });
  const after = await measure();
  await session.detach();
  const used = renderers.map((_, at) => (after[at] ?? 0) - (before[at] ?? 0));
  return renderers[used.indexOf(Math.max(...used))] ?? Number.NaN;
}

/** The processor time of all threads of a process, in milliseconds. Linux counts it in nanoseconds, others coarsely. */
export async function processorTime(browser: Browser, processId: number): Promise<number> {
  const threads = `/proc/${processId}/task`;
  if (existsSync(threads)) {
    const times = readdirSync(threads).map((thread) => Number(readSchedule(`${threads}/${thread}/schedstat`)));
    return times.reduce((sum, time) => sum + time, 0) / 1e6;
  }
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return (processInfo.find(({ id }) => id === processId)?.cpuTime ?? Number.NaN) * 1_000;
}

function readSchedule(path: string): string {
  try {
    return readFileSync(path, 'utf8').split(' ')[0] ?? '0';
  } catch {
    // The thread has just ended.
    return '0';
  }
}
