import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type Browser, type CDPSession, launch, type WebWorker } from 'puppeteer-core';
import { createPages } from '../../demo/server/http/pages.js';
import { pushPayload } from '../../demo/supabase/functions/_shared/notify/push-payload.js';
import type { Message } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { readyMessage } from '../notify/push-messages.js';
import { PushPage } from '../notify/push-page.js';
import { PushSite } from '../notify/push-site.js';
import { chromiumFlags, chromiumPath } from '../support/browsers.js';

const address = { endpoint: 'https://fcm.googleapis.com/fcm/send/abc', keys: { p256dh: '', auth: '' } };

/*
 * DevTools hands the worker what a push service would have brought, decrypted: `ServiceWorker.deliverPushMessage` of
 * https://chromedevtools.github.io/devtools-protocol/tot/ServiceWorker/. Google's service itself is out of reach.
 */
describe('the push worker in Chromium', () => {
  let site: PushSite;
  let browser: Browser;
  let devtools: CDPSession;
  const registrations = new Map<string, string>();

  before(async () => {
    browser = await launch({ executablePath: chromiumPath(), args: [...chromiumFlags] });
    devtools = await (await browser.newPage()).createCDPSession();
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: updated }) => {
      for (const { scopeURL, registrationId } of updated) registrations.set(scopeURL, registrationId);
    });
    await devtools.send('ServiceWorker.enable');
  });
  after(() => browser?.close());
  beforeEach(async () => {
    site = await PushSite.start();
    await browser.defaultBrowserContext().overridePermissions(site.url, ['notifications']);
  });
  afterEach(async () => {
    for (const tab of (await browser.pages()).slice(2)) await tab.close();
    await site.close();
  });

  const open = (path: string) => PushPage.open(browser, site, path);

  /** A page of the site whose worker is registered; Chromium alone cannot subscribe without Google's service. */
  async function registered(path: string): Promise<PushPage> {
    const page = await open(path);
    await page.page.evaluate(async () => {
      const scope = '/order-status-push/';
      const registration = await navigator.serviceWorker.register('/order-status-worker.js', { scope });
      const worker = registration.installing;
      if (worker)
        await new Promise<void>((resolve) => {
          worker.onstatechange = () => worker.state === 'activated' && resolve();
        });
    });
    return page;
  }

  async function push(changes: Partial<Message> = {}): Promise<Message> {
    const message = readyMessage(address, {
      link: `${site.url}/order/42#track=secret`,
      ...changes,
    });
    const data = new TextDecoder().decode(pushPayload(message, site.notifyUrl));
    const registrationId = registrations.get(`${site.url}/order-status-push/`);
    assert.ok(registrationId, 'no worker is registered');
    await devtools.send('ServiceWorker.deliverPushMessage', { origin: `${site.url}/`, registrationId, data });
    return message;
  }

  /** The running worker of the site. */
  async function worker(): Promise<WebWorker> {
    const target = await browser.waitForTarget(
      (found) => found.type() === 'service_worker' && found.url().startsWith(site.url),
    );
    const running = await target.worker();
    assert.ok(running);
    return running;
  }

  /** Clicks the notification, as DevTools cannot: the event alone, and what the worker asks the browser to open. */
  async function click(): Promise<readonly string[]> {
    return (await worker()).evaluate(async () => {
      const scope = globalThis as unknown as {
        registration: ServiceWorkerRegistration;
        clients: { openWindow(url: string): Promise<unknown> };
        NotificationEvent: new (type: string, init: { notification: Notification | undefined }) => Event;
        WindowClient: { prototype: { focus(): Promise<unknown> } };
      };
      const did: string[] = [];
      scope.clients.openWindow = async (url) => did.push(`opened ${url}`);
      scope.WindowClient.prototype.focus = async function (this: { url: string }) {
        did.push(`focused ${this.url}`);
      };
      const [notification] = await scope.registration.getNotifications();
      globalThis.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
      while (did.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      return did;
    });
  }

  it('stands at the root of the demo’s site, as a script', async () => {
    for (const restaurant of [undefined, 'Da Anna']) {
      const response = await createPages(restaurant).request('/order-status-worker.js');
      assert.equal(response.status, 200);
      assert.match(response.headers.get('Content-Type') ?? '', /^text\/javascript/);
      assert.match(await response.text(), /notificationclick/);
    }
  });

  it('shows a push with the page closed, and tells the server', async () => {
    const { page } = await registered('/order/42');
    await page.close();
    const message = await push();
    const [told] = await site.hears('shown', message.id);
    assert.equal(told?.order_id, message.orderId);
    const [shown, ...others] = await (await open('/order/later')).shown();
    assert.equal(shown?.title, 'Your order is ready');
    assert.deepEqual(others, []);
  });

  it('shows a message once, also when it comes again after a restart of the worker', async () => {
    const page = await registered('/order/42');
    const { id } = await push();
    await site.hears('shown', id);
    await page.dismissAll();
    await devtools.send('ServiceWorker.stopAllWorkers');
    await push();
    await site.hears('shown', id, 2);
    assert.deepEqual(await page.shown(), []);
  });

  it('shows nothing where an open page says that it shows the news', async () => {
    const page = await registered('/order/42?page=shows it itself');
    const { id } = await push();
    await site.hears('shown', id);
    assert.deepEqual(await page.shown(), []);
  });

  it('opens the order’s page at a click, with the secret of its link, and tells the server', async () => {
    const { page } = await registered('/order/1');
    const { id } = await push();
    await site.hears('shown', id);
    assert.deepEqual(await click(), [`opened ${site.url}/order/42#track=secret`]);
    await site.hears('clicked', id);
    await page.close();
    assert.deepEqual(await (await open('/order/later')).shown(), []);
  });

  it('brings the order’s page to the front at a click if it is open', async () => {
    await registered('/order/42');
    const { id } = await push();
    await site.hears('shown', id);
    assert.deepEqual(await click(), [`focused ${site.url}/order/42`]);
  });

  it('keeps no more than the ids of the last 50 messages', async () => {
    const { page } = await registered('/order/42');
    for (let count = 0; count < 53; count += 1) await push({ id: `message-${count}`, orderId: 'A-1' });
    await site.hears('shown', 'message-52');
    const kept = await page.evaluate(async () => {
      const cache = await caches.open('order-status-tracker:pushes');
      return (await cache.keys()).map(({ url }) => url.split('/').at(-1));
    });
    assert.equal(kept.length, 50);
    assert.equal(kept.at(-1), 'message-52');
  });

  it('tells nothing that the guest did not see: notifications are not allowed', async () => {
    await browser.defaultBrowserContext().clearPermissionOverrides();
    await registered('/order/42');
    const running = await worker();
    await running.evaluate(() => {
      const scope = globalThis as unknown as { registration: ServiceWorkerRegistration; refused: Promise<string> };
      const { registration } = scope;
      const show = registration.showNotification.bind(registration);
      scope.refused = new Promise((resolve) => {
        registration.showNotification = async (...notification) => {
          await show(...notification).catch((error: Error) => {
            resolve(error.name);
            throw error;
          });
        };
      });
    });
    await push();
    const refused = await running.evaluate(() => (globalThis as unknown as { refused: Promise<string> }).refused);
    assert.equal(refused, 'TypeError');
    assert.deepEqual(site.told, []);
  });
});
