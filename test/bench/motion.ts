import type { CDPSession, Page } from 'puppeteer-core';

/** How smoothly a page showed one change, on its main thread. */
export interface Smoothness {
  /** The longest time between two frames, in milliseconds. At 60 frames a second it is 16.7. */
  readonly worstFrame: number;
  /** The number of frames that were late by half a frame or more. */
  readonly lateFrames: number;
  /** The processor time of the page's main thread, in milliseconds. */
  readonly work: number;
}

/** Returns a function for the processor time of a page's main thread since it was opened, in milliseconds. */
export async function stopwatch(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.createCDPSession();
  // Thread ticks measure processor time, so the load of other programs does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
}

/** The time of a change's animations and a little more, in milliseconds. */
const watched = 1_200;
/** A longer time than this between two frames means that a frame was dropped, in milliseconds. */
const late = 25;

/** Makes a change and measures the frames until all animations have ended. */
export async function watchFrames(
  page: Page,
  work: () => Promise<number>,
  change: () => Promise<unknown>,
): Promise<Smoothness> {
  const before = await work();
  await page.evaluate(recordFrames);
  await change();
  await new Promise((resolve) => setTimeout(resolve, watched));
  const gaps = await page.evaluate(() => (globalThis as unknown as Recorder).stopFrames());
  return {
    worstFrame: Math.max(...gaps),
    lateFrames: gaps.filter((gap) => gap > late).length,
    work: (await work()) - before,
  };
}

interface Recorder {
  stopFrames: () => number[];
}

/** Runs in the page: records the time between its frames until `stopFrames` is called. */
function recordFrames(): void {
  const gaps: number[] = [];
  let last = performance.now();
  let isRecording = true;
  const note = (now: number) => {
    if (!isRecording) return;
    gaps.push(now - last);
    last = now;
    requestAnimationFrame(note);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(note);
  });
  const stopFrames = () => {
    isRecording = false;
    return gaps;
  };
  Object.assign(globalThis, { stopFrames });
}
