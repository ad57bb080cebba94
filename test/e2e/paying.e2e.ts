import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { HTTPRequest } from 'puppeteer-core';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { Kitchen } from './kitchen-page.js';
import { phone, tablet } from './screens.js';

/** The longest time until a guest sees the order that was placed, in milliseconds. */
const oneSecond = 1000;

const lunch = { 'Pizza Margherita': 2, Espresso: 1 };

describe('ordering and paying in the demo', () => {
  const demo = new DemoStage();
  let guest: Guest;

  beforeEach(async () => {
    guest = new Guest(await demo.screens.open(phone), demo.server.url);
  });

  it('shows that the payment succeeded, and the whole receipt when the guest asks for it', async () => {
    await guest.order({ dishes: lunch, table: '7', card: 'succeeds' });
    const { searchParams, hash } = guest.address;
    assert.deepEqual([searchParams.get('payment'), searchParams.get('success')], ['succeeded', 'true']);
    assert.equal(hash, '', 'the capability is still in the URL');
    assert.match(await guest.text('[data-payment=succeeded]'), /Payment received/);
    await guest.page.waitForSelector('[data-payment=succeeded] a[href="/kitchen"][target=_blank]');
    await (await guest.page.waitForSelector('order-status-tracker >>> [part~=receipt]'))?.click();
    const receipt = await guest.text('dialog.receipt');
    for (const fact of [
      /Receipt for order\s+\d+/,
      /Table\s+7/,
      /Placed\s+\d.*\d\d:\d\d/,
      /2 ×\s+Pizza Margherita\s+€19\.00/,
      /Total\s+€21\.20/,
    ]) {
      assert.match(receipt, fact);
    }
  });

  it('moves nothing that is seen already while the page comes, on a phone', async () => {
    await guest.order({ dishes: lunch, card: 'succeeds' });
    const { page } = guest;
    await page.evaluateOnNewDocument(() => {
      const shifts: object[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as unknown as { value: number; sources: { node: Node | null }[] };
          shifts.push({ value, of: sources.map(({ node }) => node instanceof Element && (node.id || node.className)) });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.setRequestInterception(true);
    const held = new Promise<HTTPRequest>((resolve) => {
      page.on('request', (request) => {
        if (request.url().endsWith('/demo.json')) resolve(request);
        else void request.continue();
      });
    });
    const reloaded = page.reload();
    const config = await held;
    // What the page shows before it knows anything has been painted.
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    await config.continue();
    await reloaded;
    await page.waitForSelector('order-status-tracker[connection=connected]');
    await page.waitForSelector('order-status-tracker >>> [part~=alert-button]');
    await page.waitForSelector('[data-payment=succeeded] p:not(.awaited) > a');
    await page.waitForSelector('#remember input');
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: { value: number }[] }).shifts);
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    assert.ok(sum < 0.05, `${sum}: ${JSON.stringify(shifts)}`);
  });

  it('says each thing once: number, table, dishes, total', async () => {
    await guest.order({ dishes: lunch, table: '7', card: 'succeeds' });
    const page = `${await guest.text('body')}\n${await guest.text('order-status-tracker')}`;
    for (const fact of [/Order\s+\d+/g, /Table\s+7/g, /Pizza Margherita/g, /Espresso/g, /€21\.20/g, /Trattoria/g]) {
      assert.equal(page.match(fact)?.length, 1, String(fact));
    }
  });

  it('shows that the payment is pending, and follows the order', async () => {
    const id = await guest.order({ dishes: lunch, card: 'pending' });
    const { searchParams } = guest.address;
    assert.deepEqual([searchParams.get('payment'), searchParams.has('success')], ['pending', false]);
    assert.match(await guest.text('[data-payment=pending]'), /Payment on its way/);
    await guest.sees('pending', oneSecond);
    const kitchen = new Kitchen(await demo.screens.open(tablet));
    await kitchen.signIn(demo.server.url);
    await kitchen.shows(id, 'pending');
  });

  it('shows that the payment failed, with a link to order again that keeps the chosen dishes', async () => {
    await guest.order({ dishes: lunch, card: 'fails' });
    const { searchParams } = guest.address;
    assert.deepEqual([searchParams.get('payment'), searchParams.has('success')], ['failed', false]);
    assert.match(await guest.text('[data-payment=failed]'), /Nothing was charged.*Order again/s);
    await guest.sees('failed', oneSecond);
    assert.doesNotMatch(await guest.text('order-status-tracker'), /Receipt|Order again/);
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
