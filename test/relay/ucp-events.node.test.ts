import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { makeSampleKeys, settingsFor, signMessage, ucpProfile } from '../../demo/server/relay/sign.js';
import { createRelay } from '../../src/relay.js';
import { at, noon } from './habits.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

const url = 'https://relay.example/relay/ucp';
const seconds = (minute: number) => String(Date.parse(at(minute)) / 1000);

/** An order whose fulfilment has these events, without a time of its own, as since April 2026. */
function order(...events: readonly string[]): object {
  const lines = [{ id: 'li', quantity: 1 }];
  return {
    id: 'o1',
    label: 'A7',
    line_items: [{ id: 'li', item: { title: 'Soup' }, quantity: { total: 1, fulfilled: 0 }, status: 'processing' }],
    fulfillment: { events: events.map((type, index) => ({ id: `e${index}`, type, line_items: lines })) },
  };
}

describe("UCP's order webhooks", () => {
  const keys = makeSampleKeys();
  const start = () => {
    const store = new MemoryStore(() => noon);
    const relay = createRelay({ providers: settingsFor(keys), store, restaurant, now: () => noon, onNews: () => {} });
    const send = async (headers: Readonly<Record<string, string>>, payload: object) => {
      const body = JSON.stringify(payload);
      const message = signMessage('ucp', keys, { url, headers, body, now: noon });
      const response = await relay(new Request(url, { method: 'POST', headers: message.headers, body }));
      return response.headers.get('X-Relay-Outcome') ?? response.status;
    };
    return { send, store, status: () => store.orderOf(restaurant, 'ucp', 'o1')?.status };
  };
  const webhook = (id: string, time: string) => ({ 'Webhook-Id': id, 'Webhook-Timestamp': time });

  it('are of the time in their header, in seconds or as a date, however they come', async () => {
    for (const time of [seconds, at]) {
      const { send, status } = start();
      await send(webhook('w3', time(3)), order('canceled'));
      assert.equal(await send(webhook('w1', time(1)), order('processing')), 'late');
      assert.equal(status(), 'cancelled');
      await send(webhook('w4', time(4)), order('canceled', 'processing'));
      assert.equal(status(), 'preparing', 'the business took it back');
    }
  });

  it('count once for each id, whatever they say the second time', async () => {
    const { send, status } = start();
    await send(webhook('w1', seconds(1)), order('processing'));
    assert.equal(await send(webhook('w1', seconds(2)), order('processing', 'delivered')), 'duplicate');
    assert.equal(status(), 'preparing');
  });

  it('of January have neither: what a detached signature leaves open is not believed', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { kty = '', crv = '', x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const ucp = { profiles: [ucpProfile], keys: [{ kty, crv, x, y, kid: 'k1' }] };
    const store = new MemoryStore(() => noon);
    const relay = createRelay({ providers: { ucp }, store, restaurant, now: () => noon, onNews: () => {} });
    const send = async (payload: object, headers: Readonly<Record<string, string>>) => {
      const body = JSON.stringify(payload);
      const header = Buffer.from('{"alg":"ES256","kid":"k1"}').toString('base64url');
      const signed = Buffer.from(`${header}.${Buffer.from(body).toString('base64url')}`);
      const signature = sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
      const request = { method: 'POST', headers: { 'Request-Signature': `${header}..${signature}`, ...headers }, body };
      return (await relay(new Request(url, request))).headers.get('X-Relay-Outcome');
    };
    const told = (minute: number, ...events: readonly string[]) => ({
      ...order(...events),
      event_id: `e${minute}`,
      created_time: at(minute),
    });
    await send(told(3, 'shipped'), {});
    // Whoever has caught an old message cannot make it a new one, nor take the place of one that will come.
    const forged = { 'Webhook-Id': 'e4', 'Idempotency-Key': 'e4', 'Webhook-Timestamp': seconds(9) };
    assert.equal(await send(told(1, 'processing'), forged), 'late');
    assert.equal(await send(told(4, 'shipped', 'delivered'), {}), 'applied');
  });
});
