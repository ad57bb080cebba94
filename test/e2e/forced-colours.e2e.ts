import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { phone, Screens } from './screens.js';

const order = { id: '42', number: '142', version: 3, items: [] };
const inTenMinutes = (minutes: number) => new Date(Date.now() + (10 + minutes) * 60_000).toISOString();

/** Ready orders whose words above the large number take one line or several. */
const ready = {
  'at the counter': { fulfilment: 'pickup' },
  'at the table': { fulfilment: 'dine_in', table_label: '7' },
  'packed for a delivery': { fulfilment: 'delivery' },
  'a delivery with a time': {
    fulfilment: 'delivery',
    estimated_arrival_from: inTenMinutes(10),
    estimated_arrival_to: inTenMinutes(20),
  },
};

/** Behind each line of text the browser paints a plate in the colour of the page, also over what stands above it. */
describe('a ready order in forced colours', () => {
  let screens: Screens;
  before(async () => {
    screens = await Screens.start();
  });
  after(() => screens.closeAll());

  async function show(facts: object): Promise<Page> {
    const page = await screens.open(phone);
    const session = await page.createCDPSession();
    const features = [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ];
    await session.send('Emulation.setEmulatedMedia', { features });
    const known = JSON.stringify({ ...order, status: 'ready', ...facts });
    await page.setContent(`<!doctype html><html lang="en"><meta charset="utf-8"><body>
      <order-status-tracker order-id="42"><script type="application/json">${known}</script></order-status-tracker>`);
    await page.addScriptTag({ path: projectPath('dist', 'cdn', 'order-status-tracker.iife.js') });
    await page.waitForSelector('order-status-tracker >>> [part~=order-number]');
    return page;
  }

  /** A picture of the words between the top of the card and the number, with the number or without it. */
  async function wordsAbove(page: Page, visibility: 'visible' | 'hidden'): Promise<string> {
    const clip = await page.$eval(
      'order-status-tracker',
      (tracker, visibility) => {
        const piece = (selector: string) => tracker.shadowRoot?.querySelector<HTMLElement>(selector);
        piece('.hero .number:not([hidden])')?.style.setProperty('visibility', visibility);
        const words = [piece('h2'), piece('h2 + p:not([hidden])')].flatMap((one) => one?.getBoundingClientRect() ?? []);
        const { x, y } = words[0] ?? new DOMRect();
        return { x, y, width: 300, height: Math.max(...words.map(({ bottom }) => bottom)) - y };
      },
      visibility,
    );
    return page.screenshot({ clip, encoding: 'base64' });
  }

  for (const [name, facts] of Object.entries(ready)) {
    it(`shows each word above its number whole: ${name}`, async () => {
      const page = await show(facts);
      const shown = await wordsAbove(page, 'visible');
      assert.equal(shown === (await wordsAbove(page, 'hidden')), true, 'the number covers a part of the words');
    });
  }
});
