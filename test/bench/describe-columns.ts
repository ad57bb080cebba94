import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import type { ProbedWindow } from './browser/probe.js';
import { launchBrowser, Visit } from './browser/visit.js';
import { buildContestants, type Files } from './build-contestants.js';
import { type ColumnId, contestants, siteOf } from './columns.js';
import { BenchServer } from './server/bench-server.js';

/** The bench takes a quarter of an hour and is run seldom. Where a card says its status in another place, it would wait for ever. */
export function describeColumns(columns: readonly ColumnId[]): void {
  let browser: Browser;
  let files: Files;
  before(async () => {
    files = await buildContestants(columns.includes('usual') ? ['floor', 'usual'] : ['floor']);
    browser = await launchBrowser();
  });
  after(() => browser.close());

  for (const column of columns) {
    it(`sees how the card of "${column}" opens, goes live and changes`, { timeout: 60_000 }, async () => {
      const server = await BenchServer.start(siteOf(contestants[column], files));
      const visit = await Visit.open(browser, server, { probed: true });
      const shown = () => visit.page.evaluate(() => (globalThis as ProbedWindow).probe.shown());
      const opened = await shown();
      assert.ok(opened.legible >= opened.painted);
      await visit.live();
      for (const word of ['Preparing', 'Ready', 'Served']) {
        await visit.page.evaluate((id, text) => (globalThis as ProbedWindow).probe.want(id, text), visit.orderId, word);
        const sentAt = server.advance(visit.orderId);
        assert.ok((await shown()).painted >= sentAt, word);
      }
      await visit.close();
      await server.close();
    });
  }
}
