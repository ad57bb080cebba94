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

type Line = readonly [id: string, quantity: object | number, status: string];
type Happened = readonly [type: string, ...parts: readonly (readonly [id: string, quantity?: number])[]];

/** An order with these lines, and what happened to them. */
function orderOf(lines: readonly Line[], events: readonly Happened[], method_type = 'shipping'): object {
  const line_items = lines.map(([id, quantity, status]) => ({ id, item: { title: id }, quantity, status }));
  const happened = events.map(([type, ...parts], index) => ({
    id: `e${index}`,
    type,
    line_items: parts.map(([id, quantity]) => ({ id, quantity })),
  }));
  return { id: 'o1', label: 'A7', line_items, fulfillment: { expectations: [{ method_type }], events: happened } };
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

  const told = async (...orders: readonly object[]) => {
    const { send, status } = start();
    for (const [index, order] of orders.entries()) await send(webhook(`w${index}`, seconds(index)), order);
    return status();
  };
  const soups = (fulfilled: number, status = 'partial'): readonly Line[] => [['a', { total: 3, fulfilled }, status]];

  it('about some pieces of a dish say nothing of the order', async () => {
    for (const type of ['delivered', 'shipped', 'canceled', 'undeliverable', 'picked_up']) {
      assert.equal(await told(orderOf(soups(1), [[type, ['a', 1]]])), 'pending', type);
      const processing: Happened = ['processing', ['a', 3]];
      assert.equal(await told(orderOf(soups(1), [processing, [type, ['a', 1]]])), 'preparing', type);
    }
  });

  it('add up, by their words: the last piece is the whole', async () => {
    const first: readonly Happened[] = [
      ['shipped', ['a', 1]],
      ['delivered', ['a', 1]],
      ['shipped', ['a', 2]],
    ];
    assert.equal(await told(orderOf(soups(1), first.slice(0, 2))), 'pending');
    assert.equal(await told(orderOf(soups(1), first)), 'out_for_delivery');
    assert.equal(await told(orderOf(soups(3, 'fulfilled'), [...first, ['delivered', ['a', 2]]])), 'completed');
  });

  it('are about a whole line where they name no number, and about the order where they name no line', async () => {
    assert.equal(await told(orderOf(soups(0), [['shipped', ['a']]])), 'out_for_delivery');
    assert.equal(await told(orderOf(soups(0), [['shipped']])), 'out_for_delivery');
    assert.equal(await told(orderOf([['a', 2, 'processing']], [['shipped', ['a', 1]]])), 'pending');
  });

  it('cancel nothing but what they name, also where the rest is all at hand', async () => {
    const left = (status: string): readonly Line[] => [['a', { original: 2, total: 1, fulfilled: 0 }, status]];
    const canceled: Happened = ['canceled', ['a', 1]];
    assert.equal(await told(orderOf(left('processing'), [['processing', ['a', 2]], canceled])), 'preparing');
    assert.equal(await told(orderOf(left('fulfilled'), [['delivered', ['a', 1]], canceled])), 'completed');
    const none: readonly Line[] = [['a', { original: 2, total: 0, fulfilled: 0 }, 'removed']];
    assert.equal(await told(orderOf(none, [['canceled', ['a', 2]]])), 'cancelled');
  });

  it('end no order of which a part is still under way, though its lines count as fulfilled', async () => {
    const lines: readonly Line[] = ['a', 'b'].map((id) => [id, { total: 1, fulfilled: 1 }, 'fulfilled'] as const);
    const shipped: Happened = ['shipped', ['a', 1], ['b', 1]];
    assert.equal(await told(orderOf(lines, [shipped, ['delivered', ['a', 1]]])), 'out_for_delivery');
    const both: readonly Happened[] = [
      ['delivered', ['a', 1]],
      ['picked_up', ['b', 1]],
    ];
    assert.equal(await told(orderOf(lines, both, 'pickup')), 'completed');
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
