import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { Guest } from './guest-page.js';
import { fits, isAccessible } from './page-checks.js';
import { PlaygroundPage } from './playground-page.js';
import { phone, Screens } from './screens.js';

const narrow = { width: 320, height: 640 };
const desktop = { width: 1440, height: 900 };

describe('the playground', () => {
  let server: DemoServer;
  let screens: Screens;

  before(async () => {
    server = await startDemoServer({ port: 0 });
    screens = await Screens.start();
  });

  after(async () => {
    await screens?.end();
    await server?.close();
  });

  afterEach(() => screens.closeAll());

  async function openPlayground(viewport = desktop, settings = ''): Promise<PlaygroundPage> {
    const playground = new PlaygroundPage(await screens.open(viewport), server.url);
    await playground.open(settings);
    return playground;
  }

  describe('for everybody', () => {
    for (const scheme of ['light', 'dark'] as const) {
      it(`passes the accessibility audit and fits the narrowest phone, in ${scheme}`, async () => {
        const page = await screens.open(narrow);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        const playground = new PlaygroundPage(page, server.url);
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

    it('can be played without a pointer, and keeps the focus when the number covers the phone', async () => {
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
    it('plays an order through everything, with the element as it is', async () => {
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
      await playground.says('Later than planned');
      await playground.jumpTo('Ready');
      await playground.shows({ status: 'ready', connection: 'connected' });
      await playground.jumpTo('Completed');
      await playground.shows({ status: 'completed', connection: 'closed' });
      await playground.jumpTo('Preparing');
      await playground.shows({ status: 'preparing', connection: 'connected' });
    });

    it('plays by itself, as fast as asked, and can be stopped', async () => {
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

    it('tells other stories: a link that expires, and orders that are delivered', async () => {
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

    it('shows what guests read all along: live only while it is', async () => {
      const playground = await openPlayground();
      await playground.page.waitForSelector('[data-tone=closed]');
      const tones = await playground.page.$$eval('.lane:nth-child(3) [data-tone]', (stretches) =>
        stretches.map((stretch) => (stretch instanceof HTMLElement ? stretch.dataset.tone : '')),
      );
      assert.deepEqual(tones, ['connected', 'connecting', 'polling', 'error', 'offline', 'connected', 'closed']);
    });
  });

  describe('as a configurator', () => {
    it('shows at once what is chosen', async () => {
      const playground = await openPlayground();
      await playground.openSettings();
      await playground.choose('theme', 'dark');
      await playground.page.select('[name=lang]', 'ar');
      await playground.says('قيد التحضير');
      const tracker = await playground.tracker();
      assert.equal(await tracker.evaluate((element) => element.shadowRoot?.querySelector('div')?.dir), 'rtl');
      await playground.choose('layout', 'compact');
      await playground.shows({ layout: 'compact', theme: 'dark' });
      await playground.write('light.surface', '#123456');
      assert.equal(await playground.painted('card', 'background-color'), 'rgb(18, 52, 86)');
      assert.match(await playground.snippet(), /--order-status-surface: #123456;/);
      assert.match(await playground.snippet(), /layout="compact"\s+theme="dark"\s+lang="ar"/);
    });

    it('has three finished themes, each of them readable and to be copied whole', async () => {
      const playground = await openPlayground();
      await playground.openSettings();
      const seen = new Set<string>();
      for (const theme of ['warm-trattoria', 'quiet-minimal', 'bold-street-food']) {
        await playground.choose('finished-theme', theme);
        seen.add(await playground.painted('card', 'background-color'));
        assert.deepEqual(await playground.page.$$('.field-error'), []);
        assert.match(await playground.snippet(), /<style>\n {2}order-status-tracker {[\s\S]+::part\(headline\)/);
      }
      assert.equal(seen.size, 3);
    });

    it('names what is wrong beside its field', async () => {
      const playground = await openPlayground();
      await playground.openSettings();
      await playground.write('poll-url', '');
      assert.match(await playground.problemWith('poll-url'), /is needed/);
      await playground.write('poll-url', 'https://example.com/order');
      assert.match(await playground.problemWith('poll-url'), /Put \{id\}/);
      await playground.write('poll-url', '/orders/{id}');
      assert.equal(await playground.problemWith('poll-url'), '');
      await playground.write('poll-interval', '2');
      assert.match(await playground.problemWith('poll-interval'), /from 5/);
      await playground.write('light.ink', '#eeeeee');
      assert.match(await playground.problemWith('light.ink'), /1\.\d : 1/);
      await playground.choose('back-end', 'supabase');
      await playground.write('supabase-key', 'sb_secret_123');
      assert.match(await playground.problemWith('supabase-key'), /secret key/);
    });

    it('keeps the settings in the address, but no token', async () => {
      const playground = await openPlayground();
      await playground.openSettings();
      await playground.choose('finished-theme', 'bold-street-food');
      await playground.write('order-id', '42');
      await playground.write('access-token', 'a.secret.token');
      const snippet = await playground.snippet();
      await playground.page.reload();
      await playground.shows({ status: 'preparing' });
      assert.equal(await playground.snippet(), snippet.replace(/\s*access-token="[^"]*"/, ''));
      assert.doesNotMatch(playground.page.url(), /secret/);
    });

    it('puts the snippet on the clipboard', async () => {
      const playground = await openPlayground();
      await playground.page
        .browserContext()
        .overridePermissions(server.url, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
      await playground.page.click('[data-action=copy]');
      await playground.page.waitForFunction(() =>
        document.querySelector('.snippet-note')?.textContent?.includes('Copied'),
      );
      assert.equal(await playground.page.evaluate(() => navigator.clipboard.readText()), await playground.snippet());
    });

    it('follows a real order too, where the kitchen can be seen at work', async () => {
      const playground = await openPlayground();
      await playground.openSettings();
      await playground.choose('back-end', 'websocket');
      await playground.choose('stage-source', 'real');
      await playground.page.click('[data-action=trial]');
      await playground.shows({ status: 'pending', connection: 'connected' });
      assert.doesNotMatch(await playground.snippet(), /access-token/);
    });

    for (const backEnd of ['polling', 'websocket', 'supabase']) {
      it(`gives a snippet that works in a page of its own: ${backEnd}`, async (testContext) => {
        const playground = await openPlayground();
        await playground.openSettings();
        await playground.choose('back-end', backEnd);
        await playground.page.click('[data-action=use-demo]');
        await playground.page.waitForFunction(() =>
          document.querySelector('#snippet pre')?.textContent?.includes('/api/track'),
        );
        await playground.choose('finished-theme', 'warm-trattoria');
        await playground.write('light.surface', '#fedcba');
        assert.deepEqual(await playground.page.$$('.field-error'), []);

        const guest = new Guest(await screens.open(phone), server.url);
        const restaurant = await serve(await playground.snippet());
        testContext.after(() => restaurant.close());
        await guest.page.goto(`${restaurant.url}/${await placeOrder(server.url)}`);
        await guest.isFollowing(backEnd === 'polling' ? 'polling' : 'connected', 10_000);
        await guest.sees('pending', 10_000);
        const card = await guest.page.$eval('order-status-tracker', (tracker) => {
          const card = tracker.shadowRoot?.querySelector('[part=card]');
          return card ? getComputedStyle(card).backgroundColor : '';
        });
        assert.equal(card, 'rgb(254, 220, 186)');
      });
    }
  });

  describe('as a gallery', () => {
    it('shows every status live, each picture when it comes near', async () => {
      const { page } = await openPlayground();
      const places = await page.$$('.picture-place');
      assert.equal(places.length, 20);
      await page.$eval('#gallery', (gallery) => gallery.scrollIntoView());
      await page.waitForSelector('.picture-place[data-connection]');
      assert.ok((await page.$$('.picture-place > *')).length < places.length, 'those far away are not made yet');
      for (const place of places) {
        await place.scrollIntoView();
        await page.waitForFunction((element) => element.hasAttribute('data-connection'), {}, place);
      }
      const shown = await page.$$eval('.picture-place', (all) =>
        all.map((place) => (place as HTMLElement).dataset.connection),
      );
      assert.deepEqual([...new Set(shown)].sort(), ['closed', 'connected', 'connecting', 'error', 'idle']);
    });

    it('shows two things against each other: a status in every connection', async () => {
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
        // What comes above it grows meanwhile.
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

    it('covers nothing but its own picture with the number over the whole screen', async () => {
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

/** A restaurant's own page, on its own server: nothing but the snippet. */
async function serve(snippet: string): Promise<{ url: string; close(): void }> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html>\n<html lang="en">\n<title>Blank</title>\n${snippet}</html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close(() => {}).closeAllConnections() };
}

/** Orders as a guest does; resolves with what the link says of the order. */
async function placeOrder(baseUrl: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/api/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Espresso', quantity: 1 }] }),
  });
  const { search, hash } = new URL(((await answer.json()) as { track_url: string }).track_url);
  return search + hash;
}
