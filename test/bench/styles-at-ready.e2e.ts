import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser, Visit } from './browser/visit.js';
import { buildContestants } from './build-contestants.js';
import { contestants, siteOf } from './columns.js';
import { BenchServer } from './server/bench-server.js';

/** An event of Chromium's trace; times are in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
}

const categories = [
  'toplevel',
  'blink',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline.invalidationTracking',
];

describe('what Chromium finds the styles of again when an order is ready', () => {
  let browser: Browser;
  let server: BenchServer;

  before(async () => {
    browser = await launchBrowser();
    server = await BenchServer.start(siteOf(contestants.ours, await buildContestants([])));
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('is the upper half of the card for the picture, and nothing of it for the announcement', async () => {
    const visit = await Visit.open(browser, server);
    await visit.settle();
    visit.server.advance(visit.orderId);
    await says(visit.page, 'h2 + p', 'kitchen');
    await visit.page.tracing.start({ categories });
    visit.server.advance(visit.orderId);
    await says(visit.page, '[role=alert]', 'Ready');
    const trace = await visit.page.tracing.stop();
    await visit.close();
    const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: readonly TraceEvent[] };
    const [picture = 0, ...later] = stylesOfLayouts(traceEvents);
    assert.ok(picture > 20 && picture <= 75, `${picture} elements for the picture`);
    assert.ok(later.length > 0, 'the announcement has a frame');
    assert.ok(Math.max(...later) <= 10, `${later} elements for what follows`);
  });
});

/** Waits until a part of the card has this word, and is in the frame that was drawn. */
async function says(page: Page, selector: string, word: string): Promise<void> {
  await page.waitForFunction(
    (one, text) =>
      document.querySelector('order-status-tracker')?.shadowRoot?.querySelector(one)?.textContent?.includes(text),
    {},
    selector,
    word,
  );
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** How many styles were found in each frame that laid something out, by its time. */
function stylesOfLayouts(events: readonly TraceEvent[]): readonly number[] {
  const isIn = ({ ts, dur = 0 }: TraceEvent, other: TraceEvent) => other.ts >= ts && other.ts <= ts + dur;
  const frames = events.filter(({ name, ph }) => name === 'WebFrameWidgetImpl::UpdateLifecycle' && ph === 'X');
  const layouts = events.filter(({ name, ph }) => name === 'Layout' && ph === 'X');
  const styles = events.filter(({ name }) => name === 'StyleResolver::ResolveStyle');
  return frames
    .filter((frame) => layouts.some((layout) => isIn(frame, layout)))
    .sort((one, other) => one.ts - other.ts)
    .map((frame) => styles.filter((style) => isIn(frame, style)).length);
}
