import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type Browser, launch } from 'puppeteer-core';
import type { Message, PushAddress, Sender } from '../../demo/supabase/functions/_shared/notify/sender.js';
import {
  makeVapidKeys,
  pushEndpoints,
  type VapidKeys,
  webPush,
} from '../../demo/supabase/functions/_shared/notify/web-push.js';
import { Autopush } from '../notify/autopush.js';
import { readyMessage } from '../notify/push-messages.js';
import { PushPage } from '../notify/push-page.js';
import { PushSite } from '../notify/push-site.js';
import { findBrowsers } from '../support/browsers.js';

const subject = 'mailto:kitchen@restaurant.example';
const { signal } = new AbortController();

describe('a push to a real Firefox, by a push service of the test’s own', () => {
  let service: Autopush;
  let site: PushSite;
  let browser: Browser;
  let keys: VapidKeys;
  let sender: Sender;

  const senderWith = (vapid: VapidKeys) =>
    webPush(
      { keys: vapid, subject, seenUrl: site.notifyUrl, isPushEndpoint: pushEndpoints(service.origin) },
      { fetch: (...request) => fetch(...request), now: Date.now },
    );

  before(async () => {
    const { firefox } = findBrowsers();
    assert.ok(firefox, 'Firefox is not installed');
    [service, keys] = await Promise.all([Autopush.start(), makeVapidKeys()]);
    browser = await launch({
      browser: 'firefox',
      executablePath: firefox.browser,
      extraPrefsFirefox: service.preferences,
    });
  });
  after(async () => {
    await browser?.close();
    await service?.close();
  });
  beforeEach(async () => {
    // An origin of its own: Firefox forgets workers and subscriptions some time after it is told to.
    site = await PushSite.start();
    sender = senderWith(keys);
    service.received.length = 0;
    service.acknowledged.length = 0;
  });
  afterEach(async () => {
    await (await open('/order/tidy')).dismissAll();
    for (const tab of (await browser.pages()).slice(1)) await tab.close();
    await site.close();
  });

  const open = (path: string) => PushPage.open(browser, site, path);
  const withKey = (path: string, { publicKey } = keys) => `${path}${path.includes('?') ? '&' : '?'}key=${publicKey}`;

  /** The page of an order whose guest has tapped "Tell me when this page is closed". */
  async function subscribed(path: string, vapid = keys): Promise<{ page: PushPage; address: PushAddress }> {
    const page = await open(withKey(path, vapid));
    const outcome = await page.subscribe();
    assert.ok('subscription' in outcome, JSON.stringify(outcome));
    return { page, address: addressOf(outcome.subscription) };
  }

  const send = async (address: PushAddress, changes: Partial<Message> = {}) => {
    const message = readyMessage(address, {
      id: randomUUID(),
      link: `${site.url}/order/42#track=secret`,
      expiresAt: new Date(Date.now() + 60_000),
      ...changes,
    });
    return { message, result: await sender.send(message, signal) };
  };

  it('is shown while the page is closed, and the server hears of it', async () => {
    const { page, address } = await subscribed('/order/42');
    await open('/order/elsewhere');
    await page.page.close();
    const { message, result } = await send(address);
    assert.deepEqual(result, { outcome: 'accepted' });
    const [told] = await site.hears('shown', message.id);
    assert.equal(told?.order_id, message.orderId);
    assert.deepEqual(service.acknowledged, [100]);
    const later = await open('/order/elsewhere');
    assert.deepEqual(await later.shown(), [
      {
        title: 'Your order is ready',
        body: 'Pick it up at the counter.',
        tag: `order-status-tracker:${message.orderId}`,
      },
    ]);
  });

  it('is shown once when it comes twice, also after the guest has dismissed it', async () => {
    const { page, address } = await subscribed('/order/42');
    const id = randomUUID();
    await Promise.all([send(address, { id }), send(address, { id })]);
    await site.hears('shown', id, 2);
    assert.equal((await page.shown()).length, 1);
    await page.dismissAll();
    await send(address, { id });
    await site.hears('shown', id, 3);
    assert.deepEqual(await page.shown(), []);
  });

  it('takes the place of the one before about the same order, and of no other', async () => {
    const { page, address } = await subscribed('/order/42');
    for (const [title, orderId] of [
      ['Preparing', 'A-1'],
      ['Ready', 'A-1'],
      ['Preparing', 'A-2'],
    ] as const) {
      const { message } = await send(address, { title, orderId });
      await site.hears('shown', message.id);
    }
    const titles = (await page.shown()).map(({ title, tag }) => `${title} ${tag.slice(-3)}`).sort();
    assert.deepEqual(titles, ['Preparing A-2', 'Ready A-1']);
  });

  it('is not shown where an open page says that it shows the news, and the server hears that it was seen', async () => {
    const { page, address } = await subscribed('/order/42?page=shows it itself');
    const { message } = await send(address);
    await site.hears('shown', message.id);
    assert.deepEqual(await page.shown(), []);
    assert.equal(await page.page.title(), `${message.orderId} ready`);
  });

  it('tells the server again when it could not be reached', async () => {
    const { address } = await subscribed('/order/42');
    site.failures.push(503);
    const { message } = await send(address);
    assert.equal((await site.hears('shown', message.id)).length, 1);
  });

  it('leaves the site’s own worker alone', async () => {
    site.ownWorker = `addEventListener('install', () => skipWaiting()); addEventListener('activate', (e) => e.waitUntil(clients.claim())); addEventListener('fetch', () => {});`;
    const first = await open('/order/41');
    await first.page.evaluate(async () => {
      await navigator.serviceWorker.register('/sw.js');
      await navigator.serviceWorker.ready;
    });
    const { page, address } = await subscribed('/order/42');
    assert.deepEqual(await page.workers(), { scopes: ['/', '/order-status-push/'], controller: '/sw.js' });
    const { message } = await send(address);
    await site.hears('shown', message.id);
    await page.page.reload();
    assert.equal((await page.workers()).controller, '/sw.js');
  });

  it('is shown once by a site’s own worker that has loaded ours and shows pushes itself', async () => {
    site.ownWorker = `importScripts('/order-status-worker.js');
      addEventListener('push', (event) => event.waitUntil(registration.showNotification('The site’s own')));`;
    const { page, address } = await subscribed('/order/42?worker=/sw.js');
    const { message } = await send(address);
    await site.hears('shown', message.id);
    assert.deepEqual(
      (await page.shown()).map(({ title }) => title),
      ['Your order is ready'],
    );
  });

  it('is refused as gone once the guest’s last order here has ended', async () => {
    const before = service.subscriptions;
    const first = await subscribed('/order/1');
    const second = await subscribed('/order/2');
    assert.equal(first.address.endpoint, second.address.endpoint);
    assert.equal(service.subscriptions, before + 1);
    await first.page.end();
    assert.equal((await send(first.address)).result.outcome, 'accepted');
    await second.page.end();
    assert.deepEqual((await send(first.address)).result, {
      outcome: 'refused',
      reason: 'The subscription has ended (410).',
      recipient: 'gone',
    });
  });

  it('arrives again after the browser has lost its subscription: the worker subscribes anew, and tells an open page', async () => {
    const { page, address } = await subscribed('/order/42');
    service.forget();
    const renewed = addressOf(await page.renewed());
    assert.notEqual(renewed.endpoint, address.endpoint);
    const old = await send(address);
    assert.equal(old.result.outcome === 'refused' && old.result.recipient, 'gone');
    const { message } = await send(renewed);
    await site.hears('shown', message.id);
  });

  it('is refused with another key than the browser subscribed with, until the page has subscribed anew', async () => {
    const others = await makeVapidKeys();
    const { address } = await subscribed('/order/42', others);
    const { result } = await send(address);
    assert.match(result.outcome === 'refused' ? result.reason : '', /keys that the browser subscribed with/);
    const renewed = await subscribed('/order/42');
    assert.notEqual(renewed.address.endpoint, address.endpoint);
    const { message } = await send(renewed.address);
    await site.hears('shown', message.id);
  });
});

function addressOf({ endpoint, keys: { p256dh, auth } = {} }: PushSubscriptionJSON): PushAddress {
  assert.ok(endpoint && p256dh && auth, 'the subscription is not whole');
  return { endpoint, keys: { p256dh, auth } };
}
