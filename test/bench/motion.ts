import type { Page } from 'puppeteer-core';

/** How smoothly a page took one change, on its main thread. */
export interface Smoothness {
  /** The longest time between two frames, in milliseconds: 16.7 is every one of 60 a second. */
  readonly worstFrame: number;
  /** How many frames came late, by half a frame or more. */
  readonly lateFrames: number;
  /** All that the page's main thread did, in milliseconds. */
  readonly work: number;
}

/** As long as a change moves, and a little more, in milliseconds. */
const watched = 1_200;
/** Longer than this between two frames means that one was left out, in milliseconds. */
const late = 25;

/** Makes a change and watches the frames until everything stands still again. */
export async function watchFrames(page: Page, change: () => Promise<unknown>): Promise<Smoothness> {
  const before = await page.metrics();
  await page.evaluate(recordFrames);
  await change();
  await new Promise((resolve) => setTimeout(resolve, watched));
  const gaps = await page.evaluate(() => (globalThis as unknown as Recorder).stopFrames());
  const after = await page.metrics();
  return {
    worstFrame: Math.max(...gaps),
    lateFrames: gaps.filter((gap) => gap > late).length,
    work: ((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0)) * 1_000,
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
