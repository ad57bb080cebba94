import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { Guest } from './guest-page.js';
import { Kitchen } from './kitchen-page.js';
import { phone, Screens, tablet } from './screens.js';

/** The longest time until a guest sees a press in the kitchen, in milliseconds. */
const oneSecond = 1000;
/** With `transport=polling` the confirmation page reads every 5 s, plus or minus 20 %. */
const onePoll = 5000 * 1.2 + oneSecond;

const lunch = { 'Pizza Margherita': 2, Espresso: 1 };

describe('the whole way of an order: order page, payment, kitchen, confirmation page', () => {
  let server: DemoServer;
  let screens: Screens;
  let guest: Guest;
  let kitchen: Kitchen;

  before(async () => {
    server = await startDemoServer({ port: 0 });
    screens = await Screens.start();
  });

  after(async () => {
    await screens?.end();
    await server?.close();
  });

  beforeEach(async () => {
    server.sockets.accept(true);
    guest = new Guest(await screens.open(phone), server.url);
    kitchen = new Kitchen(await screens.open(tablet));
    await kitchen.signIn(server.url);
  });

  afterEach(() => screens.closeAll());

  describe('paying', () => {
    it('shows that the payment succeeded, and all details of the order', async () => {
      await guest.order({ dishes: lunch, table: '7', card: 'succeeds' });
      const { searchParams, hash } = guest.address;
      assert.deepEqual([searchParams.get('payment'), searchParams.get('success')], ['succeeded', 'true']);
      assert.equal(hash, '', 'the capability is still in the URL');
      assert.match(await guest.text('[data-payment=succeeded]'), /Payment received/);
      const details = await guest.text('#details');
      for (const fact of [
        /Order\s+\d+/,
        /Table\s+7/,
        /Placed\s+\d\d:\d\d/,
        /2 ×\s+Pizza Margherita\s+€19\.00/,
        /Total\s+€21\.20/,
      ]) {
        assert.match(details, fact);
      }
    });

    it('shows that the payment is pending, and follows the order', async () => {
      const id = await guest.order({ dishes: lunch, card: 'pending' });
      const { searchParams } = guest.address;
      assert.deepEqual([searchParams.get('payment'), searchParams.has('success')], ['pending', false]);
      assert.match(await guest.text('[data-payment=pending]'), /Payment on its way/);
      await guest.sees('pending', oneSecond);
      await kitchen.shows(id, 'pending');
    });

    it('shows that the payment failed, with a link to order again that keeps the chosen dishes', async () => {
      await guest.order({ dishes: lunch, card: 'fails' });
      const { searchParams } = guest.address;
      assert.deepEqual([searchParams.get('payment'), searchParams.has('success')], ['failed', false]);
      assert.match(await guest.text('[data-payment=failed]'), /Nothing was charged.*Order again/s);
      await guest.sees('failed', oneSecond);
      await Promise.all([guest.page.waitForNavigation(), guest.page.click('.again')]);
      await guest.page.waitForSelector('[data-dish="Pizza Margherita"][data-chosen]');
    });

    it('shows errors beside their fields when the form is incomplete, and keeps the chosen dishes after a reload', async () => {
      await guest.open();
      await guest.submit();
      assert.match(await guest.text('.checkout'), /Choose at least one dish\..*Tell us your table/s);
      await guest.choose({ dishes: lunch });
      assert.doesNotMatch(await guest.text('.checkout'), /Choose at least one dish|Tell us your table/);
      await guest.page.reload();
      await guest.page.waitForSelector('[data-dish="Pizza Margherita"][data-chosen]');
      assert.match(await guest.text('.checkout'), /Total\s+€21\.20/);
    });

    it('sends one order when the button is pressed twice', async () => {
      await guest.open();
      await guest.choose({ dishes: lunch });
      let sent = 0;
      guest.page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/api/orders')) sent += 1;
      });
      await Promise.all([
        guest.page.waitForNavigation(),
        guest.page.$eval('form', (form) => {
          form.requestSubmit();
          form.requestSubmit();
        }),
      ]);
      assert.equal(sent, 1);
    });
  });

  for (const transport of ['supabase', 'websocket', 'polling'] as const) {
    it(`shows every status change of the kitchen until completed, with ${transport}`, async () => {
      const limit = transport === 'polling' ? onePoll : oneSecond;
      const id = await guest.order({ dishes: lunch, transport });
      await guest.sees('pending', oneSecond);
      await guest.isFollowing(transport === 'polling' ? 'polling' : 'connected', 5000);
      await guest.page.evaluate(() => document.body.setAttribute('data-never-reloaded', ''));
      await kitchen.shows(id, 'pending', oneSecond);
      for (const [status, label] of [
        ['preparing', 'Preparing'],
        ['ready', 'Ready'],
        ['served', 'Served'],
        ['completed', 'Completed'],
      ] as const) {
        await kitchen.press(id, 'advance');
        await guest.sees(status, limit);
        assert.match(await guest.text('order-status-tracker'), new RegExp(label));
        await kitchen.isSaved(id);
      }
      await guest.isFollowing('closed', onePoll);
      assert.ok(await guest.page.$('[data-never-reloaded]'));
    });
  }

  it('goes back to the previous status when the kitchen undoes a step', async () => {
    const id = await guest.order({ dishes: lunch });
    await guest.isFollowing('connected', 5000);
    await kitchen.press(id, 'advance');
    await guest.sees('preparing', oneSecond);
    await kitchen.press(id, 'back');
    await guest.sees('pending', oneSecond);
  });

  it('shows the guest the reason when the order is cancelled', async () => {
    const id = await guest.order({ dishes: lunch });
    await guest.isFollowing('connected', 5000);
    await kitchen.press(id, 'cancel');
    await kitchen.page.waitForSelector('dialog[open]');
    await kitchen.page.click('dialog [type=submit]');
    assert.match(await kitchen.page.$eval('dialog', (dialog) => dialog.textContent), /Please say why/);
    await kitchen.page.type('dialog textarea', 'The oven has gone out');
    await kitchen.page.click('dialog [type=submit]');
    await kitchen.shows(id, 'cancelled', oneSecond);
    await guest.sees('cancelled', onePoll);
    assert.match(await guest.text('order-status-tracker'), /The oven has gone out/);
  });

  it('undoes a press in the kitchen with a message when another device changed the order first', async () => {
    const id = await guest.order({ dishes: lunch });
    await kitchen.shows(id, 'pending');
    const colleague = new Kitchen(await screens.open(tablet));
    await colleague.signIn(server.url);
    const held = await holdNextChange(kitchen.page);
    await kitchen.press(id, 'advance');
    await kitchen.shows(id, 'preparing', oneSecond);
    await colleague.press(id, 'cancel');
    await colleague.page.waitForSelector('dialog[open]');
    await colleague.page.click('.reasons button');
    await colleague.page.click('dialog [type=submit]');
    await guest.sees('cancelled', onePoll);
    await held.release();
    assert.match(await kitchen.message(), /Somebody else has just changed this order/);
    await kitchen.shows(id, 'cancelled');
  });

  it('shows polling while WebSockets are refused, and connects again by itself', async () => {
    const id = await guest.order({ dishes: lunch });
    await guest.isFollowing('connected', 5000);
    server.sockets.accept(false);
    server.sockets.break();
    await guest.isFollowing('polling', 15_000);
    await kitchen.page.waitForSelector('[data-freshness=checking]');
    await kitchen.press(id, 'advance');
    // Polls every 10 s, plus or minus 20 %.
    await guest.sees('preparing', 10_000 * 1.2 + oneSecond);
    server.sockets.accept(true);
    await guest.isFollowing('connected', 60_000);
    await kitchen.page.waitForSelector('[data-freshness=live]', { timeout: 60_000 });
    await kitchen.press(id, 'advance');
    await guest.sees('ready', oneSecond);
  });

  it('follows the order after a reload, without the capability in the URL', async () => {
    const id = await guest.order({ dishes: lunch });
    await guest.isFollowing('connected', 5000);
    await guest.page.reload();
    assert.equal(guest.address.hash, '');
    await guest.isFollowing('connected', 5000);
    assert.match(await guest.text('#details'), /2 ×\s+Pizza Margherita/);
    await kitchen.press(id, 'advance');
    await guest.sees('preparing', oneSecond);
  });

  it('follows the order on a plain page with one tag and one script', async () => {
    const answer = await fetch(`${server.url}/api/orders`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Espresso', quantity: 1 }] }),
    });
    const { id, track_url } = (await answer.json()) as { id: string; track_url: string };
    const { search, hash } = new URL(track_url);
    await guest.page.goto(`${server.url}/embed.html${search}${hash}`);
    await guest.isFollowing('connected', 5000);
    await kitchen.press(id, 'advance');
    await guest.sees('preparing', oneSecond);
  });
});

/** Holds back the page's next PATCH request until it is released. */
async function holdNextChange(page: Page): Promise<{ release(): Promise<void> }> {
  await page.setRequestInterception(true);
  const held = new Promise<HTTPRequest>((hold) => {
    page.on('request', (request) => {
      if (request.method() === 'PATCH') hold(request);
      else void request.continue();
    });
  });
  return { release: async () => (await held).continue() };
}
