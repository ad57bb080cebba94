import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { HTTPRequest, Page } from 'puppeteer-core';
import type { DemoServer } from '../../demo/server/server.js';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { Kitchen } from './kitchen-page.js';
import { phone, tablet } from './screens.js';

/** The longest time until a guest sees a press in the kitchen, in milliseconds. */
const oneSecond = 1000;
/** With `transport=polling` the confirmation page reads every 5 s, plus or minus 20 %. */
const onePoll = 5000 * 1.2 + oneSecond;

const lunch = { 'Pizza Margherita': 2, Espresso: 1 };

describe('the whole way of an order: order page, payment, kitchen, confirmation page', () => {
  const demo = new DemoStage();
  let guest: Guest;
  let kitchen: Kitchen;

  beforeEach(async () => {
    demo.server.sockets.accept(true);
    guest = new Guest(await demo.screens.open(phone), demo.server.url);
    kitchen = new Kitchen(await demo.screens.open(tablet));
    await kitchen.signIn(demo.server.url);
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

  it('tells the kitchen that the guest is here, and completes the order with the guest’s code', async () => {
    const id = await guest.order({ dishes: lunch, fulfilment: 'pickup', card: 'pending' });
    assert.match(await guest.text('[data-payment=pending]'), /we tell you here on this page/);
    await kitchen.shows(id, 'pending', oneSecond);
    const answer = await tellKitchen(guest.page, 'order-here');
    assert.equal(answer, 'sent');
    await kitchen.page.waitForSelector(`[data-order-id="${id}"] [data-message=here]`, { timeout: oneSecond });
    for (const status of ['preparing', 'ready']) {
      await kitchen.press(id, 'advance');
      await guest.sees(status, oneSecond);
      await kitchen.isSaved(id);
    }
    const code = await pickupCode(demo.server, id);
    await kitchen.enterCode(id, code === '0000' ? '1111' : '0000');
    await kitchen.page.waitForFunction(() =>
      document.querySelector('.pickup-check .field-error')?.textContent.includes('is not the code of order'),
    );
    await kitchen.enterCode(id, code);
    await guest.sees('completed', oneSecond);
    await kitchen.shows(id, 'completed', oneSecond);
  });

  it('shows guest and kitchen one estimate, which a press “+5 min” moves to a later time', async () => {
    const id = await guest.order({ dishes: { 'Tagliatelle al ragù': 9 }, fulfilment: 'delivery' });
    await guest.isFollowing('connected', 5000);
    const shown = () => kitchen.page.$eval(`[data-order-id="${id}"] .card-estimate strong`, (time) => time.textContent);
    await kitchen.shows(id, 'pending', oneSecond);
    const before = await shown();
    const card = await guest.text('order-status-tracker');
    assert.ok(card.includes(before), `${before} in ${card}`);
    await kitchen.press(id, 'later');
    await kitchen.isSaved(id);
    const after = await shown();
    const moved = minutesOf(after) - minutesOf(before);
    assert.equal((moved + 24 * 60) % (24 * 60), 5, `${before}, then ${after}`);
    await guest.page.waitForFunction(
      (time) => document.querySelector('order-status-tracker')?.shadowRoot?.textContent.includes(time),
      { timeout: oneSecond },
      after,
    );
  });

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
    const colleague = new Kitchen(await demo.screens.open(tablet));
    await colleague.signIn(demo.server.url);
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
    demo.server.sockets.accept(false);
    demo.server.sockets.break();
    await guest.isFollowing('polling', 15_000);
    await kitchen.page.waitForSelector('[data-freshness=checking]');
    await kitchen.press(id, 'advance');
    // Polls every 10 s, plus or minus 20 %.
    await guest.sees('preparing', 10_000 * 1.2 + oneSecond);
    demo.server.sockets.accept(true);
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
    assert.match(await guest.text('order-status-tracker'), /2×\s+Pizza Margherita/);
    await kitchen.press(id, 'advance');
    await guest.sees('preparing', oneSecond);
  });

  it('follows the order on a plain page with one tag and one script', async () => {
    const answer = await fetch(`${demo.server.url}/api/orders`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Espresso', quantity: 1 }] }),
    });
    const { id, track_url } = (await answer.json()) as { id: string; track_url: string };
    const { search, hash } = new URL(track_url);
    await guest.page.goto(`${demo.server.url}/embed.html${search}${hash}`);
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

/** Has the tracker fire one of the events with which a guest tells the kitchen something; resolves with what became of it. */
async function tellKitchen(page: Page, type: string): Promise<string> {
  return page.$eval(
    'order-status-tracker',
    async (tracker, type) => {
      let response: Promise<unknown> = Promise.reject(new Error('Nobody answers.'));
      response.catch(() => undefined);
      const event = Object.assign(new Event(type), {
        order: { id: new URLSearchParams(location.search).get('order_id') },
        respondWith: (answer: Promise<unknown>) => {
          response = answer;
        },
      });
      tracker.dispatchEvent(event);
      return response.then(() => 'sent', String);
    },
    type,
  );
}

/** The minutes since midnight of the first time in `19:05–19:10`. */
function minutesOf(times: string): number {
  const [hours = 0, minutes = 0] = times.split(/[:–]/).map(Number);
  return hours * 60 + minutes;
}

/** The code that the guest shows at the counter. */
async function pickupCode(server: DemoServer, id: string): Promise<string> {
  const token = await server.tokens.signForGuest(id);
  const answer = await fetch(`${server.url}/api/orders/${id}`, { headers: { Authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { pickup_code: string }).pickup_code;
}
