import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { coalesced } from '../../src/relay/read-back.js';
import { createRelay, type RelayNews, type RelayOptions } from '../../src/relay.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

const now = Date.parse('2026-11-30T12:00:00Z');
const secret = 'key';

interface Asked {
  readonly url: string;
  readonly headers: Headers;
}

/** A relay whose providers' APIs answer with `answer`. */
function relayWith(answer: (url: string) => Response | Promise<Response>, options: Partial<RelayOptions> = {}) {
  const asked: Asked[] = [];
  const news: RelayNews[] = [];
  const store = new MemoryStore(() => now);
  const readings: Promise<void>[] = [];
  const relay = createRelay({
    providers: {
      square: { secret, readBack: { token: 'square-token' }, url: 'https://a/square' },
      toast: {
        secret,
        readBack: { token: async () => 'toast-token', baseUrl: 'https://toast', restaurantGuid: 'r-9' },
      },
      deliverect: { secret, readBack: { token: 't' } },
      doordash: { user: 'u', password: 'p', readBack: { developerId: 'dev', keyId: 'kid', signingSecret: 'c2VjcmV0' } },
      woocommerce: { secret, readBack: { shopUrl: 'https://shop', consumerKey: 'ck', consumerSecret: 'cs' } },
      'uber-direct': { secret, readBack: { token: 't', customerId: 'cus' } },
      shopify: { secret, readBack: { token: 'shop-token', shopUrl: 'https://s.myshopify.com' } },
      ifood: { secret, readBack: { token: 't' } },
      'open-delivery': { secret, readBack: { token: 't', baseUrl: 'https://od/v1' } },
      standard: { secret: 'whsec_c2VjcmV0' },
    },
    store,
    restaurant,
    now: () => now,
    fetch: async (input, init) => {
      asked.push({ url: String(input), headers: new Headers(init?.headers) });
      assert.equal(init?.redirect, 'error');
      assert.ok(init.signal);
      return answer(String(input));
    },
    waitUntil: (work) => readings.push(work),
    onNews: (item) => news.push(item),
    ...options,
  });
  return { relay, asked, news, store, settle: () => Promise.all(readings.splice(0)) };
}

function squareEvent(id: string, version: number, state: string): Request {
  const order_fulfillment_updated = {
    order_id: id,
    version,
    updated_at: '2026-11-30T11:50:00Z',
    fulfillment_update: [{ new_state: state }],
  };
  const body = JSON.stringify({ event_id: `${id}-${version}`, data: { object: { order_fulfillment_updated } } });
  const signature = createHmac('sha256', secret).update(`https://a/square${body}`).digest('base64');
  return new Request('https://a/square', {
    method: 'POST',
    headers: { 'x-square-hmacsha256-signature': signature },
    body,
  });
}

function squareOrder(id: string, version: number, state: string): Response {
  const order = {
    id,
    version,
    ticket_name: '31',
    fulfillments: [{ state, type: 'PICKUP' }],
    line_items: [{ name: 'Soup', quantity: '2' }],
  };
  return Response.json({ order });
}

describe('reading back', () => {
  it('creates an order of which the first event says too little, after the answer', async () => {
    let answer: (response: Response) => void = () => {};
    const { relay, asked, store, settle } = relayWith(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    // The answer does not wait for ours to Square.
    const response = await relay(squareEvent('sq-1', 2, 'PROPOSED'));
    assert.equal(response.headers.get('X-Relay-Outcome'), 'waiting');
    while (asked.length === 0) await new Promise(setImmediate);
    answer(squareOrder('sq-1', 3, 'RESERVED'));
    await settle();
    assert.equal(asked[0]?.url, 'https://connect.squareup.com/v2/orders/sq-1');
    assert.equal(asked[0]?.headers.get('authorization'), 'Bearer square-token');
    const order = store.orderOf(restaurant, 'square', 'sq-1');
    assert.equal(order?.status, 'preparing');
    assert.equal(order?.fields.number, '31');
    assert.deepEqual(order?.fields.items, [{ name: 'Soup', quantity: 2 }]);
  });

  it('creates the order as well if the first answer of the store was lost, and the event came again', async () => {
    let isFirst = true;
    const kept = new MemoryStore(() => now);
    const losing: RelayOptions['store'] = {
      quietOrders: (names) => kept.quietOrders(names),
      async apply(event) {
        const applied = await kept.apply(event);
        if (!isFirst) return applied;
        isFirst = false;
        throw new Error('The connection broke after the commit.');
      },
    };
    const { relay, settle } = relayWith(() => squareOrder('sq-6', 1, 'PROPOSED'), { store: losing });
    assert.equal((await relay(squareEvent('sq-6', 1, 'PROPOSED'))).status, 503);
    const again = await relay(squareEvent('sq-6', 1, 'PROPOSED'));
    assert.equal(again.headers.get('X-Relay-Outcome'), 'duplicate');
    await settle();
    assert.equal(kept.orderOf(restaurant, 'square', 'sq-6')?.status, 'pending');
  });

  it('asks once more, and not five times, for five events that come while it reads', async () => {
    let answer: (response: Response) => void = () => {};
    const { relay, asked, settle } = relayWith(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    for (let version = 1; version <= 5; version += 1) await relay(squareEvent('sq-2', version, 'PROPOSED'));
    await new Promise(setImmediate);
    assert.equal(asked.length, 1);
    answer(squareOrder('sq-2', 5, 'PROPOSED'));
    while (asked.length < 2) await new Promise(setImmediate);
    answer(squareOrder('sq-2', 5, 'PROPOSED'));
    await settle();
    assert.equal(asked.length, 2);
  });

  it('tells of an API that fails, and reads again when it is asked to', async () => {
    let isBroken = true;
    const { relay, news, store, settle } = relayWith(() =>
      isBroken ? new Response('no', { status: 500 }) : squareOrder('sq-3', 2, 'PREPARED'),
    );
    assert.equal((await relay(squareEvent('sq-3', 1, 'PROPOSED'))).status, 200);
    await settle();
    assert.deepEqual(news, [{ kind: 'read-back-failed', provider: 'square', reason: 'It answered 500.' }]);
    isBroken = false;
    assert.deepEqual(await relay.reconcile(), { asked: 1, read: 1 });
    assert.equal(store.orderOf(restaurant, 'square', 'sq-3')?.status, 'ready');
  });

  it('takes no answer that is no JSON, or of 2 MB', async () => {
    for (const body of ['<html>', JSON.stringify({ order: { id: 'sq-4', note: 'x'.repeat(2_000_000) } })]) {
      const { relay, news, settle } = relayWith(() => new Response(body));
      await relay(squareEvent('sq-4', 1, 'PROPOSED'));
      await settle();
      assert.deepEqual(news, [
        { kind: 'read-back-failed', provider: 'square', reason: 'Its answer was no JSON, or too long.' },
      ]);
    }
  });

  it('brings what a provider that tries once has said while nobody listened', async () => {
    const answers: Readonly<Record<string, object>> = {
      'https://toast/orders/v2/orders/toa-1': {
        guid: 'toa-1',
        guestOrderStatus: 'READY_FOR_PICKUP',
        modifiedDate: '2026-11-30T11:59:00Z',
      },
      'https://api.deliverect.com/orders?where=%7B%22channelOrderId%22%3A%22del-1%22%7D': {
        _items: [{ _id: '5ff', channelOrderId: 'del-1', status: 60, _updated: '2026-11-30T11:59:00Z' }],
      },
      'https://openapi.doordash.com/drive/v2/deliveries/ddr-1': {
        external_delivery_id: 'ddr-1',
        delivery_status: 'arrived_at_pickup',
      },
      'https://shop/wp-json/wc/v3/orders/5': { id: 5, status: 'completed', date_modified_gmt: '2026-11-30T11:59:00' },
      'https://api.uber.com/v1/customers/cus/deliveries/del_1': { id: 'del_1', status: 'delivered' },
      'https://s.myshopify.com/admin/api/2026-07/orders/6.json': {
        order: { id: 6, updated_at: '2026-11-30T11:59:00Z', fulfillments: [{ shipment_status: 'ready_for_pickup' }] },
      },
      'https://merchant-api.ifood.com.br/order/v1.0/orders/ifo-1': { id: 'ifo-1', status: 'READY_TO_PICKUP' },
      'https://od/v1/orders/ode-1': { id: 'ode-1', lastEvent: 'READY_FOR_PICKUP' },
    };
    const known = [
      ['toast', 'toa-1', 'ready'],
      ['deliverect', 'del-1', 'ready'],
      ['doordash', 'ddr-1', 'preparing'],
      ['woocommerce', '5', 'completed'],
      ['uber-direct', 'del_1', 'completed'],
      ['shopify', '6', 'ready'],
      ['ifood', 'ifo-1', 'ready'],
      ['open-delivery', 'ode-1', 'ready'],
      ['standard', 'mine', 'pending'],
    ] as const;
    const { relay, asked, store, news } = relayWith((url) => Response.json(answers[url] ?? {}));
    for (const [provider, externalId] of known) {
      const order = store.add(restaurant);
      const patch = { fields: { status: 'pending', number: '1' }, may_create: false, reference: order.id } as const;
      await store.apply({ restaurantId: restaurant, provider, externalId, occurredAt: '2026-11-30T11:00:00Z', patch });
    }
    assert.deepEqual(await relay.reconcile(), { asked: 8, read: 8 });
    assert.deepEqual(news, []);
    for (const [provider, externalId, expected] of known) {
      assert.equal(store.orderOf(restaurant, provider, externalId)?.status, expected, provider);
    }
    const headersOf = (part: string) => asked.find(({ url }) => url.includes(part))?.headers;
    assert.equal(headersOf('toast')?.get('toast-restaurant-external-id'), 'r-9');
    assert.equal(headersOf('toast')?.get('authorization'), 'Bearer toast-token');
    assert.equal(headersOf('shop/')?.get('authorization'), `Basic ${btoa('ck:cs')}`);
    assert.equal(headersOf('myshopify')?.get('x-shopify-access-token'), 'shop-token');
    assertDoorDashToken(headersOf('doordash')?.get('authorization') ?? '');
  });

  it('never replaces what is newer: an answer is as old as it says', async () => {
    const { relay, store, settle } = relayWith(() => squareOrder('sq-5', 4, 'RESERVED'));
    const order = store.add(restaurant);
    const patch = { fields: { status: 'ready' }, sequence: 7, may_create: false, reference: order.id } as const;
    await store.apply({ restaurantId: restaurant, provider: 'square', externalId: 'sq-5', patch });
    await relay.reconcile();
    await settle();
    assert.equal(order.status, 'ready');
  });

  it("is asked for over HTTP with the relay's secret alone", async () => {
    const { relay } = relayWith(() => Response.json({}), { reconcileSecret: 'tick' });
    const ask = (authorization: string, method = 'POST') =>
      relay(new Request('https://a/relay/reconcile', { method, headers: { authorization } }));
    assert.deepEqual(await (await ask('Bearer tick')).json(), { asked: 0, read: 0 });
    assert.equal((await ask('bearer tick')).status, 200);
    assert.equal((await ask('Bearer tock')).status, 401);
    assert.equal((await ask('Bearer Tick')).status, 401);
    assert.equal((await ask('')).status, 401);
    assert.equal((await ask('Bearer tick', 'GET')).status, 405);
  });
});

describe('coalesced', () => {
  it('runs a task for two keys side by side, and for one key one after the other', async () => {
    const running: string[] = [];
    const log: string[] = [];
    const release: (() => void)[] = [];
    const run = coalesced(async (key) => {
      assert.ok(!running.includes(key));
      running.push(key);
      log.push(key);
      await new Promise<void>((resolve) => release.push(resolve));
      running.splice(running.indexOf(key), 1);
      return log.length;
    });
    const all = [run('a'), run('a'), run('a'), run('b')];
    await Promise.resolve();
    assert.deepEqual(log, ['a', 'b']);
    while (release.length > 0) {
      release.shift()?.();
      await new Promise(setImmediate);
    }
    await Promise.all(all);
    assert.deepEqual(log, ['a', 'b', 'a']);
  });
});

function assertDoorDashToken(authorization: string): void {
  const [header = '', claims = '', signature] = authorization.replace('Bearer ', '').split('.');
  const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
  assert.deepEqual(decode(header), { alg: 'HS256', typ: 'JWT', 'dd-ver': 'DD-JWT-V1' });
  assert.deepEqual(decode(claims), { aud: 'doordash', iss: 'dev', kid: 'kid', iat: now / 1000, exp: now / 1000 + 300 });
  const expected = createHmac('sha256', Buffer.from('secret')).update(`${header}.${claims}`).digest('base64url');
  assert.equal(signature, expected);
}
