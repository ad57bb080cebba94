import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import { moveTo, placeOrder } from '../demo/support.js';
import { GuestRequests, rowsOf } from '../notify/notify-hosts.js';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { fits, isAccessible } from './page-checks.js';
import { phone } from './screens.js';

describe('asking guests how they want to be told', () => {
  // Without settings the demo makes its own keys for pushes: the order page then offers them as well.
  const demo = new DemoStage(() => undefined);

  async function openGuest(scheme: 'light' | 'dark' = 'light'): Promise<Guest> {
    const page = await demo.screens.open(phone);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const guest = new Guest(page, demo.server.url);
    await guest.open();
    await guest.page.waitForSelector('#contacts');
    return guest;
  }
  async function pay(guest: Guest): Promise<string> {
    await guest.choose({ dishes: { Espresso: 1 } });
    await Promise.all([guest.page.waitForNavigation(), guest.submit()]);
    await guest.page.waitForSelector('order-status-tracker[status]');
    return guest.address.searchParams.get('order_id') ?? '';
  }
  const recipientsOf = (orderId: string) =>
    rowsOf<{ channel: string; address: object; wording: string; method: string; language: string }>(
      demo.server,
      `select recipients.channel, recipients.address, consents.wording, consents.method, consents.language
       from private.recipients join private.consents on consents.id = recipients.consent_id
       where recipients.order_id = $1 order by recipients.channel`,
      [orderId],
    );
  const statusText = (page: Page) => page.$eval('[role=status]', ({ textContent }) => textContent?.trim());

  it('ticks no box, and takes an order without any', async () => {
    const guest = await openGuest();
    const boxes = await guest.page.$$eval('#contacts input[type=checkbox]', (inputs) =>
      inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).checked]),
    );
    assert.deepEqual(boxes, [
      ['notify-push', false],
      ['notify-sms', false],
      ['notify-email', false],
    ]);
    const orderId = await pay(guest);
    assert.deepEqual(await recipientsOf(orderId), []);
    assert.equal(await guest.page.$eval('#contacts', ({ childElementCount }) => childElementCount), 0);
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`stores the words that the guest saw, and lets a wrong number be corrected after the order, in ${scheme}`, async () => {
      const guest = await openGuest(scheme);
      const { page } = guest;
      await page.click('[name=notify-sms]');
      await page.type('[name=address-sms]', '12');
      await page.click('[name=notify-email]');
      await page.type('[name=address-email]', 'guest@example.com');
      const [sms, email] = await page.$$eval('.contact:has(:checked) .choice-hint', (hints) =>
        hints.map(({ textContent }) => textContent?.trim()),
      );
      assert.match(String(sms), /Reply STOP/, 'the demo’s sender can be answered');
      await isAccessible(page);
      await fits(page);
      await page.$eval('#contacts', (element) => element.scrollIntoView());
      const orderId = await pay(guest);
      await page.waitForSelector('.contact-again');
      const given = { method: 'order_page', language: 'en-GB' };
      assert.deepEqual(await recipientsOf(orderId), [
        { channel: 'email', address: { address: 'guest@example.com' }, wording: email, ...given },
      ]);
      const input = '.contact-again input';
      await page.waitForSelector('order-status-tracker[status]');
      const isFirst = await page.$eval('.contact-again', (form) => {
        const tracker = document.querySelector('order-status-tracker');
        return Boolean(tracker && tracker.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING);
      });
      assert.ok(isFirst, 'how far the order is comes first');
      await page.click('.contact-notice');
      assert.equal(await page.$eval(input, (field) => field === document.activeElement), true);
      assert.equal(await page.$eval(input, (field) => (field as HTMLInputElement).value), '12', 'it is not lost');
      await isAccessible(page);
      await fits(page);
      await page.$eval('.contact-again', (element) => element.scrollIntoView({ block: 'center' }));
      await page.$eval(input, (field) => (field as HTMLInputElement).select());
      await page.type(input, '+4915112345678');
      await page.click('.contact-again [type=submit]');
      await page.waitForFunction(() => !document.querySelector('.contact-again'));
      assert.equal((await recipientsOf(orderId))[1]?.wording, sms);
      assert.match(String(await page.$eval('#told', ({ textContent }) => textContent)), /by e-mail and by SMS/);
      await page.reload();
      await page.waitForSelector('order-status-tracker[status]');
      assert.equal((await recipientsOf(orderId)).length, 2, 'a reload sends nothing again');
    });
  }

  it('says nothing of being told, and offers no remembering, once the order has ended', async () => {
    const guest = await openGuest();
    const { page } = guest;
    await page.click('[name=notify-sms]');
    await page.type('[name=address-sms]', '12');
    await page.click('[name=notify-email]');
    await page.type('[name=address-email]', 'guest@example.com');
    const orderId = await pay(guest);
    await page.waitForSelector('.contact-again');
    await page.waitForSelector('.remember');
    assert.match(String(await page.$eval('#told', ({ textContent }) => textContent)), /asked us to tell you/);
    const shown = () =>
      page.$$eval('#told, #contact-notice, #contacts, #remember', (places) =>
        places.map(({ childElementCount }) => childElementCount),
      );
    await moveTo(demo.server, orderId, 'preparing', 'ready', 'served', 'completed');
    await guest.sees('completed', 10_000);
    assert.deepEqual(await shown(), [0, 0, 0, 0]);
    await page.reload();
    await guest.sees('completed', 10_000);
    assert.deepEqual(await shown(), [0, 0, 0, 0]);
  });

  it('unticks the box of pushes where the browser refuses them, and says so', async () => {
    const { page } = await openGuest();
    await page.click('[name=notify-push]');
    await page.waitForSelector('#push-error');
    assert.equal(await page.$eval('[name=notify-push]', (box) => (box as HTMLInputElement).checked), false);
  });

  async function newLink(language: string) {
    const { id: orderId } = await placeOrder(demo.server);
    const { url, secrets, tokens } = demo.server;
    const host = {
      notify: `${url}/functions/v1/notify`,
      withdraw: '',
      orders: '',
      output: () => '',
      stop: async () => undefined,
    };
    const guest = new GuestRequests(host, orderId, await tokens.signForGuest(orderId));
    const recipient = String((await guest.consent('email', 'guest@example.com', { language })).answer.recipient);
    const token = await messageSecret(secrets.messageSecret).withdrawToken(recipient);
    return { orderId, link: `${url}/w/${token}` };
  }
  /** A guest's browser, which no program drives. */
  async function openByGuest() {
    const page = await demo.screens.open(phone);
    await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }));
    return page;
  }
  const stopped = async (orderId: string) =>
    (
      await rowsOf<{ stopped: string | null }>(
        demo.server,
        'select stopped from private.recipients where order_id = $1',
        [orderId],
      )
    )[0]?.stopped;

  for (const [language, scheme, words] of [
    ['de', 'light', 'Zu dieser Bestellung kommen keine Nachrichten mehr.'],
    ['ar', 'dark', 'لن تُرسَل رسائل أخرى حول هذا الطلب.'],
  ] as const) {
    it(`withdraws when the guest opens the link of a message, and takes it back, in ${language} and ${scheme}`, async () => {
      const { orderId, link } = await newLink(language);
      const page = await openByGuest();
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(link);
      await page.waitForSelector('form[data-shown=stopped]:not([hidden])');
      assert.deepEqual([await statusText(page), await stopped(orderId)], [words, 'withdrawn']);
      await isAccessible(page);
      await fits(page);
      await page.click('form[data-shown=stopped] button');
      await page.waitForFunction(
        (before) => document.querySelector('[role=status]')?.textContent !== before,
        {},
        words,
      );
      assert.equal(await stopped(orderId), null);
    });
  }

  it('withdraws on a page of the restaurant’s own site, which has another origin', async (test) => {
    const { orderId, link } = await newLink('de');
    const { origin, pathname } = new URL(link);
    const file = readFileSync(projectPath('demo', 'supabase', 'withdraw.html'), 'utf8');
    const own = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(file.replace(/data-withdraw="[^"]*"/, `data-withdraw="${origin}/functions/v1/withdraw"`));
    });
    own.listen(0, '127.0.0.1');
    test.after(() => {
      own.close();
      own.closeAllConnections();
    });
    await once(own, 'listening');
    const page = await openByGuest();
    await page.goto(`http://127.0.0.1:${(own.address() as AddressInfo).port}/messages#${pathname.split('/').at(-1)}`);
    await page.waitForSelector('button:not([hidden])');
    assert.equal(await statusText(page), 'Zu dieser Bestellung kommen keine Nachrichten mehr.');
    assert.equal(await stopped(orderId), 'withdrawn');
    await isAccessible(page);
    await fits(page);
    await page.click('button');
    await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.includes('wieder'));
    assert.equal(await stopped(orderId), null);
    const scanned = await newLink('de');
    const scanner = await demo.screens.open(phone);
    await scanner.goto(
      `http://127.0.0.1:${(own.address() as AddressInfo).port}/messages#${scanned.link.split('/').at(-1)}`,
    );
    await scanner.waitForSelector('button:not([hidden])');
    assert.equal(await stopped(scanned.orderId), null);
    await scanner.click('button');
    // The question has "keine Nachrichten mehr" as well.
    await scanner.waitForFunction(
      (words) => document.querySelector('[role=status]')?.textContent === words,
      {},
      'Zu dieser Bestellung kommen keine Nachrichten mehr.',
    );
    assert.equal(await stopped(scanned.orderId), 'withdrawn');
  });

  it('asks in a browser that a program drives, and says so: scanners of links run scripts as well', async () => {
    const { orderId, link } = await newLink('en');
    const page = await demo.screens.open(phone);
    await page.goto(link);
    await page.waitForSelector('form[data-shown=ask]:not([hidden])');
    await page.waitForNetworkIdle();
    assert.equal(await stopped(orderId), null);
    await page.click('form[data-shown=ask] button');
    await page.waitForSelector('form[data-shown=stopped]:not([hidden])');
    assert.equal(await stopped(orderId), 'withdrawn');
  });

  it('asks a browser without script, and withdraws by its button', async () => {
    const { orderId, link } = await newLink('en');
    const page = await demo.screens.open(phone);
    await page.setJavaScriptEnabled(false);
    await page.goto(link);
    assert.equal(await stopped(orderId), null);
    await Promise.all([page.waitForNavigation(), page.click('form[data-shown=ask] button')]);
    assert.equal(await stopped(orderId), 'withdrawn');
    await Promise.all([page.waitForNavigation(), page.click('form[data-shown=stopped] button')]);
    assert.equal(await stopped(orderId), null);
  });
});
