import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DemoStage } from './demo-stage.js';
import { fits, isAccessible } from './page-checks.js';
import { PlaygroundPage } from './playground-page.js';

const narrow = { width: 320, height: 640 };
const desktop = { width: 1440, height: 900 };

describe('the playground', () => {
  const demo = new DemoStage();

  async function openPlayground(viewport = desktop, settings = ''): Promise<PlaygroundPage> {
    const playground = new PlaygroundPage(await demo.screens.open(viewport), demo.server.url);
    await playground.open(settings);
    return playground;
  }

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark'] as const) {
      it(`passes the accessibility audit and fits the narrowest phone, in ${scheme}`, async () => {
        const page = await demo.screens.open(narrow);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        const playground = new PlaygroundPage(page, demo.server.url);
        await playground.open();
        await playground.openSettings();
        await playground.write('poll-url', 'example.com');
        await playground.choose('back-end', 'websocket');
        await page.$eval('#gallery-wall', (wall) => wall.scrollIntoView());
        await page.waitForSelector('.picture-place[data-connection]');
        await isAccessible(page);
        await fits(page);
        await page.select('[name=gallery-columns]', 'connection');
        await isAccessible(page);
        await fits(page);
      });
    }

    it('works with the keyboard, and keeps focus when the handover layout covers the phone', async () => {
      const playground = await openPlayground(desktop, '#layout=handover');
      const { page } = playground;
      await page.focus('[name=time]');
      await page.keyboard.press('Home');
      await playground.shows({ connection: 'connecting' });
      await page.keyboard.press('ArrowRight');
      await playground.shows({ status: 'pending' });
      await page.focus('[data-chapter="Ready"]');
      await page.keyboard.press('Enter');
      await playground.shows({ status: 'ready' });
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-chapter')), 'Ready');
      await page.focus('[data-action=forward]');
      await page.keyboard.press('Enter');
      await playground.shows({ status: 'served' });
    });
  });

  describe('as a time machine', () => {
    it('shows every event of the story in the real element', async () => {
      const playground = await openPlayground();
      await playground.jumpTo('Ordered');
      await playground.shows({ status: 'pending', connection: 'connected' });
      await playground.jumpTo('Taken back');
      await playground.says('Back in the kitchen');
      await playground.jumpTo('Connection cut');
      await playground.shows({ status: 'preparing', connection: 'polling' });
      await playground.jumpTo('Phone offline');
      await playground.shows({ status: 'preparing', connection: 'offline' });
      await playground.jumpTo('Back again');
      await playground.shows({ status: 'preparing', connection: 'connected' });
      await playground.jumpTo('Delayed');
      await playground.says('The oven needs a moment longer');
      await playground.jumpTo('Late');
      await playground.says('Taking longer than planned');
      await playground.jumpTo('Ready');
      await playground.shows({ status: 'ready', connection: 'connected' });
      await playground.jumpTo('Completed');
      await playground.shows({ status: 'completed', connection: 'closed' });
      await playground.jumpTo('Preparing');
      await playground.shows({ status: 'preparing', connection: 'connected' });
    });

    it('plays the story at the chosen speed, and stops when pressed again', async () => {
      const playground = await openPlayground();
      await playground.page.select('[name=speed]', '120');
      await playground.page.click('[data-action=play]');
      await playground.shows({ status: 'ready' });
      await playground.page.click('[data-action=play]');
      const moment = () => playground.page.$eval('[name=time]', (input) => (input as HTMLInputElement).value);
      const stopped = await moment();
      await playground.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
      assert.equal(await moment(), stopped);
    });

    it('has other stories: a link that expires, and an order for delivery', async () => {
      const playground = await openPlayground();
      await playground.page.select('[name=story]', 'expired');
      await playground.jumpTo('Link expired');
      await playground.shows({ connection: 'denied' });
      await playground.page.select('[name=story]', 'smooth');
      await playground.openSettings();
      await playground.choose('fulfilment', 'delivery');
      await playground.jumpTo('On its way');
      await playground.shows({ status: 'out_for_delivery' });
    });

    it('shows the connection over the whole story', async () => {
      const playground = await openPlayground();
      await playground.page.waitForSelector('[data-tone=closed]');
      const tones = await playground.page.$$eval('.track-row:nth-child(3) [data-tone]', (stretches) =>
        stretches.map((stretch) => (stretch instanceof HTMLElement ? stretch.dataset.tone : '')),
      );
      assert.deepEqual(tones, ['connected', 'connecting', 'polling', 'error', 'offline', 'connected', 'closed']);
    });
  });

  describe('as a gallery', () => {
    it('shows every status, and renders each picture only when it is scrolled near', async () => {
      const { page } = await openPlayground();
      const places = await page.$$('.picture-place');
      assert.equal(places.length, 20);
      await page.$eval('#gallery', (gallery) => gallery.scrollIntoView());
      await page.waitForSelector('.picture-place[data-connection]');
      assert.ok(
        (await page.$$('.picture-place > *')).length < places.length,
        'pictures far from the viewport are rendered already',
      );
      for (const place of places) {
        await place.scrollIntoView();
        await page.waitForFunction((element) => element.hasAttribute('data-connection'), {}, place);
      }
      const shown = await page.$$eval('.picture-place', (all) =>
        all.map((place) => (place as HTMLElement).dataset.connection),
      );
      assert.deepEqual([...new Set(shown)].sort(), ['closed', 'connected', 'connecting', 'error', 'idle']);
    });

    it('shows every status with every connection when two axes are chosen', async () => {
      const { page } = await openPlayground();
      await page.select('[name=gallery-columns]', 'connection');
      const cells = await page.$$('tbody tr:nth-child(3) td');
      assert.equal(cells.length, 7);
      for (const [index, connection] of [
        'connecting',
        'connected',
        'polling',
        'error',
        'offline',
        'denied',
      ].entries()) {
        // Content above the cell grows while it is rendered, so the cell is scrolled into view again.
        await page.waitForFunction(
          (cell, connection) => {
            cell?.scrollIntoView();
            return cell?.querySelector<HTMLElement>('.picture-place')?.dataset.connection === connection;
          },
          {},
          cells[index],
          connection,
        );
      }
      assert.match((await cells[6]?.evaluate(({ textContent }) => textContent)) ?? '', /Only an order at its end/);
    });

    it('keeps the full-screen number of the handover layout inside its own picture', async () => {
      const { page } = await openPlayground();
      await page.select('[name=gallery-layout]', 'handover');
      await page.$eval('#gallery', (gallery) => gallery.scrollIntoView());
      await page.waitForSelector('.picture-place[data-connection] .frame');
      const ready = await (await page.$('.picture-place .frame'))?.contentFrame();
      await ready?.waitForFunction(
        () => document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('dialog')?.open,
      );
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
    });
  });
});
