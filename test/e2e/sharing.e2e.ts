import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { moveTo } from '../demo/support.js';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { phone } from './screens.js';

const tenSeconds = 10_000;
const tracker = 'order-status-tracker';
const guestsOwn = ['on-my-way', 'here', 'got-it', 'question', 'rating', 'link', 'pickup-code'];

describe('a link that a guest of the demo shares', () => {
  const demo = new DemoStage();

  /** A guest's page, whose device hands what is shared to the test, and the secrets of the links that it exchanges. */
  async function openPage(): Promise<{ page: Page; shared: string[]; secrets: Set<string> }> {
    const page = await demo.screens.open(phone);
    const shared: string[] = [];
    const secrets = new Set<string>();
    await page.exposeFunction('noteShared', (url: string) => shared.push(url));
    await page.evaluateOnNewDocument(() => {
      const { noteShared } = globalThis as unknown as { noteShared(url: string): void };
      const share = async ({ url = '' }: ShareData) => noteShared(url);
      Object.defineProperty(navigator, 'share', { configurable: true, value: share });
    });
    page.on('request', (request) => {
      if (!request.url().endsWith('/api/track')) return;
      const { capability } = JSON.parse(request.postData() ?? '{}') as { capability?: string };
      if (capability) secrets.add(capability);
    });
    return { page, shared, secrets };
  }

  async function pressShare({ page, shared }: { page: Page; shared: string[] }): Promise<string> {
    const count = shared.length;
    await page.locator(`${tracker} >>> [part~=share-button]`).click();
    const limit = performance.now() + tenSeconds;
    while (shared.length === count && performance.now() < limit) await page.evaluate(() => undefined);
    return shared.at(-1) ?? '';
  }

  /** The parts of this page that only the order's guest may have. */
  const offered = (page: Page) =>
    page.$eval(
      tracker,
      (element, names) => names.filter((name) => element.shadowRoot?.querySelector(`[part~="${name}"]`)),
      guestsOwn,
    );
  const hasShare = (page: Page) => page.waitForSelector(`${tracker} >>> [part~=share-button]`, { timeout: tenSeconds });

  for (const transport of ['supabase', 'websocket', 'polling'] as const) {
    it(`shows the order live, and lets nobody act as its guest, with ${transport}`, async () => {
      const own = await openPage();
      const guest = new Guest(own.page, demo.server.url);
      const id = await guest.order({ dishes: { Espresso: 1 }, fulfilment: 'pickup', transport });
      await own.page.waitForSelector(`${tracker} >>> [part~=on-my-way]`, { timeout: tenSeconds });
      const url = await pressShare(own);
      const [secret = ''] = own.secrets;
      assert.ok(secret.length > 10, 'the guest’s link was not exchanged');
      assert.ok(!url.includes(secret) && !decodeURIComponent(url).includes(secret), 'the shared link holds the secret');
      assert.match(url, new RegExp(`/confirmation\\?.*order_id=${id}.*#track=[\\w-]{22}$`));

      const others = await openPage();
      const friend = new Guest(others.page, demo.server.url);
      await others.page.goto(url);
      await friend.sees('pending', tenSeconds);
      await friend.isFollowing(transport === 'polling' ? 'polling' : 'connected', 15_000);
      await hasShare(others.page);
      assert.equal(new URL(others.page.url()).hash, '');
      assert.deepEqual(await offered(others.page), []);
      assert.equal(await others.page.$('.remember'), null);

      await moveTo(demo.server, id, 'preparing', 'ready');
      await friend.sees('ready', tenSeconds);
      assert.deepEqual(await offered(others.page), []);

      // Another fragment, and then a reload: it is still the same link.
      await others.page.evaluate(() => {
        location.hash = 'menu';
      });
      await others.page.reload();
      await friend.sees('ready', tenSeconds);
      await friend.isFollowing(transport === 'polling' ? 'polling' : 'connected', 15_000);
      await hasShare(others.page);
      assert.deepEqual(await offered(others.page), []);
      assert.equal(await pressShare(others), url.replace('#', '#menu&'));
      assert.ok(![...others.secrets].includes(secret));
      const kept = await others.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
      assert.doesNotMatch(kept, /order-status-tracker:(recent|links)/);
    });
  }

  it('is refused whatever a script of its page sends in the guest’s place', async () => {
    const own = await openPage();
    const id = await new Guest(own.page, demo.server.url).order({ dishes: { Espresso: 1 }, fulfilment: 'pickup' });
    await own.page.waitForSelector(`${tracker} >>> [part~=on-my-way]`, { timeout: tenSeconds });
    const url = await pressShare(own);
    const others = await openPage();
    await others.page.goto(url);
    await hasShare(others.page);
    const [secret] = others.secrets;
    const answers = await others.page.evaluate(
      async (order_id, capability) => {
        const post = async (path: string, body: object, token?: string) => {
          const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
          return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
        };
        const { access_token } = await (await post('/api/track', { order_id, capability })).json();
        const order = await fetch(`/api/orders/${order_id}`, { headers: { Authorization: `Bearer ${access_token}` } });
        return [
          (await post(`/api/orders/${order_id}/messages`, { message: 'here' }, access_token)).status,
          (await post(`/api/orders/${order_id}/rating`, { rating: 1 }, access_token)).status,
          order.status,
          (await order.text()).includes('pickup_code'),
        ];
      },
      id,
      secret,
    );
    assert.deepEqual(answers, [403, 403, 200, false]);
  });
});
