import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { moveTo } from '../demo/support.js';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { Kitchen } from './kitchen-page.js';
import { fits, isAccessible } from './page-checks.js';
import { phone, tablet } from './screens.js';

/** The narrowest phone, in CSS pixels. */
const narrow = { width: 320, height: 640 };

describe("the demo's pages", () => {
  const demo = new DemoStage();

  for (const scheme of ['light', 'dark'] as const) {
    it(`pass the accessibility audit and fit the narrowest phone while ordering, in ${scheme}`, async () => {
      const guest = await openGuest(scheme);
      await guest.open();
      await guest.page.click('[data-dish="Espresso"] [data-step=more]');
      await guest.submit();
      await guest.page.waitForSelector('.field-error');
      await isAccessible(guest.page);
      await fits(guest.page);
    });

    it(`pass the accessibility audit and fit the narrowest phone while following, in ${scheme}`, async () => {
      const guest = await openGuest(scheme);
      await guest.order({ dishes: { Espresso: 1 }, card: 'pending' });
      await isAccessible(guest.page);
      await fits(guest.page);
      await (await guest.page.waitForSelector('order-status-tracker >>> [part~=receipt]'))?.click();
      await guest.page.waitForSelector('dialog.receipt[open]');
      await isAccessible(guest.page);
      await fits(guest.page);
    });
  }

  it('ask the guest for a rating after the order is served, and store the answer', async () => {
    const guest = await openGuest('light');
    const id = await guest.order({ dishes: { Espresso: 1 } });
    for (const status of ['preparing', 'ready', 'served']) await moveTo(demo.server, id, status);
    await guest.page.waitForFunction(() =>
      document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('[part=rating-star]'),
    );
    await isAccessible(guest.page);
    await fits(guest.page);
    const answered = guest.page.waitForResponse((response) => response.url().endsWith(`/api/orders/${id}/rating`));
    await (await guest.page.$$('order-status-tracker >>> [part=rating-star]'))[3]?.click();
    assert.equal((await answered).status(), 204);
    const { rows } = await demo.server.database.transaction((query) =>
      query.query<{ rating: number }>('select rating from public.order_ratings where order_id = $1', [id]),
    );
    assert.deepEqual(rows, [{ rating: 4 }]);
  });

  it('pass the accessibility audit and fit the narrowest phone in the kitchen', async () => {
    const kitchen = new Kitchen(await demo.screens.open(tablet));
    await kitchen.page.goto(`${demo.server.url}/kitchen`);
    await kitchen.page.waitForSelector('.sign-in');
    await isAccessible(kitchen.page);
    await kitchen.signIn(demo.server.url);
    const guest = new Guest(await demo.screens.open(phone), demo.server.url);
    const id = await guest.order({ dishes: { Espresso: 1 } });
    await kitchen.shows(id, 'pending');
    await isAccessible(kitchen.page);
    await kitchen.page.setViewport(narrow);
    await fits(kitchen.page);
    await kitchen.press(id, 'cancel');
    await kitchen.page.waitForSelector('dialog[open]');
    await isAccessible(kitchen.page);
    await fits(kitchen.page);
    await kitchen.page.keyboard.press('Escape');
    const collected = await guest.order({ dishes: { Espresso: 1 }, fulfilment: 'pickup' });
    await moveTo(demo.server, collected, 'preparing', 'ready');
    await kitchen.shows(collected, 'ready');
    await kitchen.enterCode(collected, '0000');
    await isAccessible(kitchen.page);
    await fits(kitchen.page);
  });

  it('keep keyboard focus on an order in the kitchen when its status changes', async () => {
    const guest = new Guest(await demo.screens.open(phone), demo.server.url);
    const id = await guest.order({ dishes: { Espresso: 1 } });
    const kitchen = new Kitchen(await demo.screens.open(tablet));
    await kitchen.signIn(demo.server.url);
    await kitchen.shows(id, 'pending');
    await kitchen.page.focus(`[data-order-id="${id}"] [data-action=advance]`);
    for (const status of ['preparing', 'ready', 'served', 'completed']) {
      await kitchen.page.keyboard.press('Enter');
      await kitchen.shows(id, status);
    }
    assert.equal(
      await kitchen.page.evaluate(
        () => document.activeElement?.closest<HTMLElement>('[data-order-id]')?.dataset.orderId,
      ),
      id,
    );
  });

  it('pass the accessibility audit on the page with one tag (embed.html)', async () => {
    const answer = await fetch(`${demo.server.url}/api/orders`, {
      method: 'POST',
      body: JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Espresso', quantity: 1 }] }),
    });
    const { track_url } = (await answer.json()) as { track_url: string };
    const guest = new Guest(await demo.screens.open(narrow), demo.server.url);
    await guest.page.goto(track_url.replace('/confirmation?', '/embed.html?'));
    await guest.sees('pending', 5000);
    await isAccessible(guest.page);
    await fits(guest.page);
  });

  it('do not confirm a payment in the URL for an order that the guest may not see', async () => {
    const page = await demo.screens.open(narrow);
    const link = 'order_id=5a1e0000-0000-4000-8000-00000000dead&payment=succeeded#track=AAAAAAAAAAAAAAAAAAAAAA';
    await page.goto(`${demo.server.url}/confirmation?${link}`);
    const banner = await page.waitForSelector('[data-payment=unseen]');
    const words = (await banner?.evaluate(({ textContent }) => textContent)) ?? '';
    assert.match(words, /We cannot show this order’s payment/);
    assert.equal(await page.$('[data-payment=succeeded]'), null);
    await isAccessible(page);
    await fits(page);
  });

  it('show in the kitchen that it is offline and that the order may not have been changed', async () => {
    const guest = new Guest(await demo.screens.open(phone), demo.server.url);
    const id = await guest.order({ dishes: { Espresso: 1 } });
    const kitchen = new Kitchen(await demo.screens.open(tablet));
    await kitchen.signIn(demo.server.url);
    await kitchen.shows(id, 'pending');
    await kitchen.page.setOfflineMode(true);
    await kitchen.press(id, 'advance');
    assert.match(await kitchen.message(), /The kitchen's screen is offline: order \d+ may not have been changed\./);
    await kitchen.shows(id, 'pending');
    await isAccessible(kitchen.page);
    await kitchen.page.setOfflineMode(false);
    await kitchen.page.waitForSelector('[data-freshness=checking], [data-freshness=live]');
    await kitchen.press(id, 'advance');
    await kitchen.isSaved(id);
    await kitchen.shows(id, 'preparing');
  });

  async function openGuest(scheme: 'light' | 'dark'): Promise<Guest> {
    const page = await demo.screens.open(narrow);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    return new Guest(page, demo.server.url);
  }
});
