import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { PlaygroundPage } from './playground-page.js';
import { phone } from './screens.js';

const desktop = { width: 1440, height: 900 };

describe('the playground as a configurator', () => {
  const demo = new DemoStage();

  async function openPlayground(): Promise<PlaygroundPage> {
    const playground = new PlaygroundPage(await demo.screens.open(desktop), demo.server.url);
    await playground.open();
    return playground;
  }

  it('shows changed settings at once in preview and snippet', async () => {
    const playground = await openPlayground();
    await playground.openSettings();
    await playground.page.select('[name=theme]', 'dark');
    await playground.page.select('[name=lang]', 'ar');
    await playground.says('قيد التحضير');
    const tracker = await playground.tracker();
    assert.equal(
      await tracker.evaluate((element) => element.shadowRoot?.querySelector<HTMLElement>('[part=card]')?.dir),
      'rtl',
    );
    await playground.choose('layout', 'compact');
    await playground.shows({ layout: 'compact', theme: 'dark' });
    await playground.write('light.surface', '#123456');
    assert.equal(await playground.painted('card', 'background-color'), 'rgb(18, 52, 86)');
    assert.match(await playground.snippet(), /--order-status-surface: #123456;/);
    assert.match(await playground.snippet(), /layout="compact"\s+theme="dark"\s+lang="ar"/);
  });

  it('has three finished themes with enough contrast, whose whole CSS is in the snippet', async () => {
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

  it('shows an error beside the field of an invalid setting', async () => {
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

  it('keeps the settings in the URL, but not the token', async () => {
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

  it('copies the snippet to the clipboard', async () => {
    const playground = await openPlayground();
    await playground.page
      .browserContext()
      .overridePermissions(demo.server.url, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
    await playground.page.click('[data-action=copy]');
    await playground.page.waitForFunction(() =>
      document.querySelector('.snippet-note')?.textContent?.includes('Copied'),
    );
    assert.equal(await playground.page.evaluate(() => navigator.clipboard.readText()), await playground.snippet());
  });

  it('follows a real order of the demo server', async () => {
    const playground = await openPlayground();
    await playground.openSettings();
    await playground.choose('back-end', 'websocket');
    await playground.choose('stage-source', 'real');
    await playground.page.click('[data-action=trial]');
    await playground.shows({ status: 'pending', connection: 'connected' });
    assert.doesNotMatch(await playground.snippet(), /access-token/);
  });

  for (const backEnd of ['polling', 'websocket', 'supabase']) {
    it(`gives a snippet that works on a separate page, with ${backEnd}`, async (testContext) => {
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

      const guest = new Guest(await demo.screens.open(phone), demo.server.url);
      const restaurant = await serve(await playground.snippet());
      testContext.after(() => restaurant.close());
      await guest.page.goto(`${restaurant.url}/${await placeOrder(demo.server.url)}`);
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

/** Starts a server with a page that contains only the snippet. */
async function serve(snippet: string): Promise<{ url: string; close(): void }> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html>\n<html lang="en">\n<title>Blank</title>\n${snippet}</html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close(() => {}).closeAllConnections() };
}

/** Places an order. Resolves with the query and fragment of its tracking link. */
async function placeOrder(baseUrl: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/api/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Espresso', quantity: 1 }] }),
  });
  const { search, hash } = new URL(((await answer.json()) as { track_url: string }).track_url);
  return search + hash;
}
