import type { CDPSession, Page } from 'puppeteer-core';

/** How smoothly a page took one change, on its main thread. */
export interface Smoothness {
  /** The longest time between two frames, in milliseconds: 16.7 is every one of 60 a second. */
  readonly worstFrame: number;
  /** How many frames came late, by half a frame or more. */
  readonly lateFrames: number;
  /** All that the page's main thread did, in milliseconds of its processor. */
  readonly work: number;
}

/** Tells how long a page's main thread has worked since it was opened, in milliseconds of its processor. */
export async function stopwatch(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.createCDPSession();
  // By the processor's time: what other programs take of it must not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
}

/** As long as a change moves, and a little more, in milliseconds. */
const watched = 1_200;
/** Longer than this between two frames means that one was left out, in milliseconds. */
const late = 25;

/** Makes a change and watches the frames until everything stands still again. */
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

/** Runs in the page: notes the time between its frames until it is told to stop. */
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
