import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { importJWK, jwtVerify } from 'jose';
import { NotSetUp } from '../../demo/supabase/functions/_shared/endpoint.js';
import { largestPush } from '../../demo/supabase/functions/_shared/notify/push-payload.js';
import type { Sender, SendResult } from '../../demo/supabase/functions/_shared/notify/sender.js';
import {
  makeVapidKeys,
  pushEndpoints,
  type VapidKeys,
  webPush,
  webPushFrom,
} from '../../demo/supabase/functions/_shared/notify/web-push.js';
import { PushBrowser } from './push-browser.js';
import { noon, readyMessage } from './push-messages.js';
import { type PushAnswer, PushService } from './push-service.js';

const subject = 'mailto:kitchen@restaurant.example';
const seenUrl = 'https://project.supabase.example/functions/v1/notify';
const signal = new AbortController().signal;

describe('a push to a guest’s browser', () => {
  let service: PushService;
  let browser: PushBrowser;
  let keys: VapidKeys;
  let sender: Sender;
  let clock: number;

  before(async () => {
    service = await PushService.start();
    keys = await makeVapidKeys();
  });
  after(() => service.close());
  beforeEach(() => {
    service.received.length = 0;
    service.answer = { status: 201 };
    clock = noon;
    browser = new PushBrowser(`${service.url}/wpush/v2/abc`);
    sender = senderWith(keys);
  });

  const senderWith = (vapid: VapidKeys) =>
    webPush(
      { keys: vapid, subject, seenUrl, isPushEndpoint: pushEndpoints(service.url) },
      { fetch: (...request) => fetch(...request), now: () => clock },
    );
  const send = (changes?: Parameters<typeof readyMessage>[1]): Promise<SendResult> =>
    sender.send(readyMessage(browser.address, changes), signal);
  const answered = async (answer: PushAnswer): Promise<SendResult> => {
    service.answer = answer;
    return send();
  };

  it('is read by that browser alone, as a declarative message that the worker may see', async () => {
    assert.deepEqual(await send(), { outcome: 'accepted' });
    const body = service.received[0]?.body ?? Buffer.alloc(0);
    assert.deepEqual(JSON.parse(browser.read(body)), {
      web_push: 8030,
      mutable: true,
      notification: {
        title: 'Your order is ready',
        body: 'Pick it up at the counter.',
        navigate: 'https://www.restaurant.example/order/42#track=secret',
        lang: 'en',
        dir: 'ltr',
        tag: 'order-status-tracker:9b2de5a0-1c1f-4c57-9a53-3a5a0a6b7c42',
        renotify: true,
        requireInteraction: true,
        data: {
          message: '2f1c0c8e-8f63-4a54-9f2e-7d1f6a4be001',
          kind: 'ready',
          order_id: '9b2de5a0-1c1f-4c57-9a53-3a5a0a6b7c42',
          seen: seenUrl,
        },
      },
    });
    assert.throws(() => new PushBrowser(service.url).read(body));
  });

  it('waits at the push service until it is of no use, in a hurry if it is urgent, in the place of the one before', async () => {
    await send();
    await send({ isUrgent: false, kind: 'preparing' });
    await send({ orderId: 'A-42', expiresAt: new Date(noon + 3 * 24 * 3_600_000) });
    const headers = service.received.map(({ headers: { ttl, urgency, topic } }) => ({ ttl, urgency, topic }));
    const [first, second, other] = headers;
    assert.deepEqual([first?.ttl, second?.ttl, other?.ttl], ['300', '300', '86400']);
    assert.deepEqual([first?.urgency, second?.urgency], ['high', 'normal']);
    assert.match(`${first?.topic}`, /^[\w-]{32}$/);
    assert.equal(first?.topic, second?.topic);
    assert.notEqual(first?.topic, other?.topic);
    assert.ok(!`${first?.topic}`.includes('9b2de5a0'), 'the service reads the order’s number');
  });

  it('is signed with the restaurant’s key for this push service, and the signature is used for an hour', async () => {
    await send();
    clock += 59 * 60_000;
    await send({ expiresAt: new Date(clock + 60_000) });
    clock += 2 * 60_000;
    await send({ expiresAt: new Date(clock + 60_000) });
    const [first = '', again, renewed] = service.received.map(({ headers }) => headers.authorization);
    assert.equal(first, again);
    assert.notEqual(first, renewed);
    const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(first) ?? [];
    assert.equal(key, keys.publicKey);
    const point = Buffer.from(key, 'base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), { currentDate: new Date(noon) });
    assert.deepEqual(payload, { sub: subject, aud: service.url, exp: noon / 1000 + 12 * 3600 });
  });

  const gone = { outcome: 'refused', recipient: 'gone' };
  const refused = { outcome: 'refused', recipient: undefined };
  const outcomes: readonly (readonly [status: number, expected: object, reason: RegExp])[] = [
    [404, gone, /has ended/],
    [410, gone, /has ended/],
    [400, refused, /NOTIFY_PUSH_PUBLIC_KEY/],
    [401, refused, /keys that the browser subscribed with/],
    [403, refused, /keys that the browser subscribed with/],
    [413, refused, /too large/],
    [307, refused, /another address/],
    [500, { outcome: 'unknown', recipient: undefined }, /has failed/],
    [502, { outcome: 'unknown', recipient: undefined }, /has failed/],
  ];
  for (const [status, expected, reason] of outcomes) {
    it(`has a clear outcome when the push service answers ${status}`, async () => {
      const result = await answered({ status, headers: { Location: `${service.url}/elsewhere` } });
      const { outcome } = result;
      const recipient = outcome === 'refused' ? result.recipient : undefined;
      assert.deepEqual({ outcome, recipient }, expected);
      const told = outcome === 'accepted' ? '' : result.reason;
      assert.match(told, reason);
      assert.ok(!told.includes('address.') && !told.includes('wpush'), 'it says what the vendor said');
      assert.equal(service.received.length, 1, 'it followed a redirect, or tried again');
    });
  }

  it('is accepted with 200 and 202 as with 201', async () => {
    for (const status of [200, 201, 202]) assert.deepEqual(await answered({ status }), { outcome: 'accepted' });
  });

  it('waits as long as the push service asks', async () => {
    const wait = async (status: number, value: string) => {
      const result = await answered({ status, headers: { 'Retry-After': value } });
      return result.outcome === 'not-sent' ? result.retryAfter : result;
    };
    assert.equal(await wait(429, '120'), 120);
    assert.equal(await wait(503, new Date(noon + 90_000).toUTCString()), 90);
    assert.equal(await wait(503, 'soon'), undefined);
    assert.equal(await wait(429, '99999999'), 86_400);
  });

  it('is surely not sent when nothing listens, and perhaps sent when the answer is lost', async () => {
    assert.equal((await answered({ status: 'destroyed' })).outcome, 'unknown');
    const ended = await PushService.start();
    const { url } = ended;
    await ended.close();
    const other = webPush(
      { keys, subject, seenUrl, isPushEndpoint: pushEndpoints(url) },
      { fetch: (...request) => fetch(...request), now: () => clock },
    );
    const result = await other.send(readyMessage(new PushBrowser(`${url}/x`).address), signal);
    assert.equal(result.outcome, 'not-sent');
  });

  it('is not sent once it is out of date', async () => {
    const result = await send({ expiresAt: new Date(noon) });
    assert.deepEqual(result, { outcome: 'refused', reason: 'The message is out of date.' });
    assert.equal(service.received.length, 0);
  });

  it('goes to no address that is no push service', async () => {
    const isPushEndpoint = pushEndpoints('push.restaurant.example, *.up.example');
    const good = [
      'https://fcm.googleapis.com/fcm/send/abc:def',
      'https://jmt17.google.com/fcm/send/abc',
      'https://updates.push.services.mozilla.com/wpush/v2/abc',
      'https://wns2-par02p.notify.windows.com/w/?token=abc',
      'https://web.push.apple.com/QABC',
      'https://push.restaurant.example/1',
      'https://a.up.example/1',
    ];
    const bad = [
      'http://fcm.googleapis.com/fcm/send/abc',
      'https://fcm.googleapis.com:8443/fcm/send/abc',
      'https://fcm.googleapis.com@169.254.169.254/latest',
      'https://user:word@fcm.googleapis.com/',
      'https://fcm.googleapis.com.evil.example/',
      'https://evilpush.apple.com.example/',
      'https://push.services.mozilla.com.evil.example/',
      'https://127.0.0.1/',
      'http://127.0.0.1:5432/',
      'file:///etc/passwd',
      'fcm.googleapis.com',
      `https://fcm.googleapis.com/${'a'.repeat(2048)}`,
    ];
    assert.deepEqual(
      good.filter((endpoint) => !isPushEndpoint(endpoint)),
      [],
    );
    assert.deepEqual(bad.filter(isPushEndpoint), []);
    const result = await sender.send(readyMessage(new PushBrowser('http://127.0.0.1:1/').address), signal);
    assert.deepEqual(result, {
      outcome: 'refused',
      reason: 'The endpoint is of no known push service.',
      recipient: 'invalid',
    });
  });

  it('says so when the browser’s keys are none', async () => {
    const { endpoint } = browser.address;
    const push = { endpoint, keys: { p256dh: 'AAAA', auth: 'AAAA' } };
    const result = await sender.send(readyMessage(push), signal);
    assert.equal(result.outcome === 'refused' && result.recipient, 'invalid');
  });

  it('is shortened until every push service takes it, between two letters', async () => {
    await send({ text: '👩‍🍳'.repeat(700), title: 'Your order is ready '.repeat(40) });
    const [push] = service.received;
    assert.ok(push && push.body.length <= largestPush && push.body.length > largestPush - 60, `${push?.body.length}`);
    const { notification } = JSON.parse(browser.read(push.body)) as { notification: { body: string; title: string } };
    assert.match(notification.body, /^(👩‍🍳)+…$/u);
    assert.ok(notification.title.length <= 120);
  });

  it('needs keys that are a pair, and a way to reach the restaurant', async () => {
    const services = { fetch, now: () => clock };
    const from = (settings: Readonly<Record<string, string>>) => webPushFrom((name) => settings[name], services);
    const { publicKey, privateKey } = keys;
    const whole = {
      SUPABASE_URL: 'https://project.supabase.example',
      NOTIFY_PUSH_PUBLIC_KEY: publicKey,
      NOTIFY_PUSH_PRIVATE_KEY: privateKey,
      NOTIFY_PUSH_SUBJECT: subject,
    };
    assert.equal(from({}), undefined);
    assert.equal(from(whole)?.name, 'web-push');
    const broken: readonly (readonly [changes: Readonly<Record<string, string>>, named: RegExp])[] = [
      [{ SUPABASE_URL: '' }, /NOTIFY_URL/],
      [{ NOTIFY_PUSH_SUBJECT: '' }, /NOTIFY_PUSH_SUBJECT/],
      [{ NOTIFY_PUSH_SUBJECT: 'mailto:me@localhost' }, /NOTIFY_PUSH_SUBJECT/],
      [{ NOTIFY_PUSH_PRIVATE_KEY: '' }, /NOTIFY_PUSH_PRIVATE_KEY/],
      [{ NOTIFY_PUSH_PUBLIC_KEY: privateKey }, /NOTIFY_PUSH_PUBLIC_KEY/],
      [{ NOTIFY_PUSH_PRIVATE_KEY: publicKey }, /NOTIFY_PUSH_PRIVATE_KEY/],
      [{ NOTIFY_PUSH_HOSTS: 'https://push.example/' }, /NOTIFY_PUSH_HOSTS/],
    ];
    for (const [changes, named] of broken) {
      assert.throws(
        () => from({ ...whole, ...changes }),
        (error) => error instanceof NotSetUp && named.test(error.message),
      );
    }
    const strange = senderWith({ publicKey, privateKey: (await makeVapidKeys()).privateKey });
    const result = await strange.send(readyMessage(browser.address), signal);
    assert.match(result.outcome === 'refused' ? result.reason : '', /does not belong to/);
    assert.equal(service.received.length, 0);
  });
});
