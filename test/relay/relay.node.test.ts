import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { supabaseStore } from '../../src/relay/stores/supabase-store.js';
import { createRelay, type ProviderEvent, type RelayNews, type RelayOptions } from '../../src/relay.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

const secret = 'key';
const noon = Date.parse('2026-11-30T12:00:00Z');

/** A relay with what it told, and its store. */
function relayWith(options: Partial<RelayOptions> = {}) {
  const news: RelayNews[] = [];
  const store = new MemoryStore();
  const events: ProviderEvent[] = [];
  const relay = createRelay({
    providers: {
      deliverect: { secret },
      ifood: { secret },
      woocommerce: { secret },
      square: { secret },
      shopify: { secret },
    },
    store: {
      quietOrders: (names) => store.quietOrders(names),
      apply: (event) => {
        events.push(event);
        return store.apply(event);
      },
    },
    restaurant,
    onNews: (item) => news.push(item),
    now: () => noon + 10_000,
    ...options,
  });
  return { relay, news, store, events };
}

function post(
  provider: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
) {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return new Request(`https://host.example/functions/v1/relay/${provider}`, {
    method: 'POST',
    headers: {
      'x-server-authorization-hmac-sha256': signature,
      'x-ifood-signature': signature,
      'x-wc-webhook-signature': signature,
      'x-shopify-hmac-sha256': signature,
      ...headers,
    },
    body,
  });
}

const status = (word: unknown, more: object = {}) =>
  JSON.stringify({ orderId: 'o1', channelOrderId: 'c1', status: word, timeStamp: '2026-11-30T12:00:00Z', ...more });

describe('the relay', () => {
  it('answers 200 to an event that is stored, with an empty body', async () => {
    const { relay, events } = relayWith();
    const response = await relay(post('deliverect', status(50)));
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
    assert.equal(response.headers.get('X-Relay-Outcome'), 'waiting');
    const [event] = events;
    assert.equal(event?.patch.fields.status, 'preparing');
    assert.equal(event?.occurredAt, '2026-11-30T12:00:00.000Z');
    assert.match(event?.eventId ?? '', /^sha256-[0-9a-f]{64}-0$/);
  });

  it('answers 2xx to what is no concern of orders, and stores nothing', async () => {
    const { relay, events } = relayWith();
    for (const [provider, body, headers, expected] of [
      ['ifood', '{"code":"KEEPALIVE","fullCode":"KEEPALIVE","id":"1"}', {}, 202],
      ['deliverect', '{"menuId":"m"}', {}, 200],
      ['woocommerce', '{"id":3}', { 'x-wc-webhook-topic': 'order.deleted' }, 200],
      ['woocommerce', '{"id":3,"status":"publish"}', { 'x-wc-webhook-topic': 'product.updated' }, 200],
      ['shopify', '{"id":3}', { 'x-shopify-topic': 'products/update' }, 200],
      ['shopify', '{"id":3}', { 'x-shopify-topic': 'orders/delete' }, 200],
    ] as const) {
      const response = await relay(post(provider, body, headers));
      assert.equal(response.status, expected, body);
      assert.equal(response.headers.get('X-Relay-Outcome'), 'ignored');
    }
    assert.deepEqual(events, []);
  });

  it("answers 200 to WooCommerce's first ping, which is not signed, and to nothing else of that kind", async () => {
    const { relay, events } = relayWith();
    const ping = (body: string) =>
      new Request('https://a/woocommerce', {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body,
      });
    assert.equal((await relay(ping('webhook_id=12'))).status, 200);
    assert.equal((await relay(post('woocommerce', 'webhook_id=12'))).status, 200);
    assert.equal((await relay(ping('webhook_id=12&status=completed'))).status, 401);
    assert.deepEqual(events, []);
  });

  it('answers 400 to signed junk', async () => {
    const { relay, events } = relayWith();
    for (const body of ['', '{', 'null', '7', '"x"', 'status=50', '{"a":1}}', '\ufeff{']) {
      const response = await relay(post('deliverect', body));
      assert.equal(response.status, 400, JSON.stringify(body));
      assert.match(JSON.stringify(await response.json()), /no JSON/);
    }
    const notUtf8 = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    assert.equal((await relay(post('deliverect', notUtf8))).status, 400);
    assert.deepEqual(events, []);
  });

  it('answers 413 to more than 2 MB, whether the sender says so or not, and takes 700 kB', async () => {
    const { relay } = relayWith();
    const large = status(50, { note: 'x'.repeat(2_100_000) });
    assert.equal((await relay(post('deliverect', large))).status, 413);
    const stream = new Blob([large]).stream();
    const unsaid = new Request('https://a/deliverect', { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
    assert.equal((await relay(unsaid)).status, 413);
    const lied = post('deliverect', status(50), { 'Content-Length': '99999999' });
    assert.equal((await relay(lied)).status, 413);
    assert.equal((await relay(post('deliverect', status(50, { note: 'x'.repeat(700_000) })))).status, 200);
  });

  it('answers 404 to a provider that is not configured, and 405 to anything but POST', async () => {
    const { relay } = relayWith();
    for (const provider of ['toast', 'constructor', '__proto__', 'toString', '', 'reconcile', 'square2']) {
      assert.equal((await relay(post(provider, '{}'))).status, 404, provider);
    }
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await relay(new Request('https://a/relay/square', { method }));
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('allow'), 'POST');
    }
  });

  it('answers 503 with Retry-After if the store fails, and applies the event when it comes again', async () => {
    const { store } = relayWith();
    let isAway = true;
    const failing = {
      quietOrders: store.quietOrders.bind(store),
      apply: (event: ProviderEvent) => (isAway ? Promise.reject(new Error('away')) : store.apply(event)),
    };
    const { relay, news } = relayWith({ store: failing });
    const first = await relay(post('deliverect', status(50)));
    assert.equal(first.status, 503);
    assert.equal(first.headers.get('retry-after'), '10');
    assert.deepEqual(news, [{ kind: 'store-failed', provider: 'deliverect', reason: 'away' }]);
    isAway = false;
    assert.equal((await relay(post('deliverect', status(50)))).headers.get('X-Relay-Outcome'), 'waiting');
    assert.equal((await relay(post('deliverect', status(50)))).headers.get('X-Relay-Outcome'), 'duplicate');
  });

  it('answers 400 to what the database would refuse each time, and 503 to what may pass later', async () => {
    for (const [httpStatus, code, expected, kind] of [
      [400, '22P05', 400, 'store-refused'],
      [400, '23514', 400, 'store-refused'],
      [409, '23503', 503, 'store-failed'],
      [500, '57014', 503, 'store-failed'],
      [503, undefined, 503, 'store-failed'],
    ] as const) {
      const fetch = async () => Response.json({ code, message: 'secret' }, { status: httpStatus });
      const store = supabaseStore({ url: 'https://db.example', serviceKey: 'sb_secret_x', fetch });
      const { relay, news } = relayWith({ store });
      assert.equal((await relay(post('deliverect', status(50)))).status, expected, code);
      assert.deepEqual(
        news.map((item) => item.kind),
        [kind],
      );
      assert.ok(!JSON.stringify(news).includes('secret'));
    }
  });

  it('tells of a word that no preset knows once, and leaves the status alone', async () => {
    const { relay, news, store, events } = relayWith();
    const { id } = store.add(restaurant, 'preparing');
    const unknown = status(63, { channelOrderId: id });
    await relay(post('deliverect', unknown));
    await relay(post('deliverect', unknown));
    assert.deepEqual(news, [{ kind: 'unmapped', provider: 'deliverect', word: '63' }]);
    assert.equal(events[0]?.patch.unmapped, '63');
    assert.equal(events[0]?.patch.fields.status, undefined);
    assert.equal(store.orders.get(id)?.status, 'preparing');
  });

  it("knows the words of a shop's own that the settings name, and starts with none that mean nothing", async () => {
    const own = (meaning: unknown) =>
      ({ woocommerce: { secret, statuses: { 'ready-to-collect': meaning } } }) as RelayOptions['providers'];
    const { relay, events, news } = relayWith({ providers: own('ready') });
    const order = { id: 5, status: 'ready-to-collect', date_modified_gmt: '2026-11-30T12:00:00' };
    await relay(post('woocommerce', JSON.stringify(order), { 'X-WC-Webhook-Topic': 'order.updated' }));
    assert.equal(events[0]?.patch.fields.status, 'ready');
    assert.deepEqual(news, []);
    assert.throws(() => relayWith({ providers: own('done') }), /words of the provider "woocommerce" cannot be used/);
  });

  it('says nothing of a message but its provider and the word in its log', async (test) => {
    const lines: string[] = [];
    test.mock.method(console, 'warn', (line: string) => lines.push(line));
    const store = new MemoryStore();
    const relay = createRelay({ providers: { deliverect: { secret } }, store, restaurant });
    await relay(post('deliverect', status(63, { customer: { name: 'Ada', phoneNumber: '+15550100199' } })));
    assert.deepEqual(lines, ['relay: unmapped deliverect {"word":"63"}']);
  });

  it('takes no clock that is far ahead: a later event would never be newer', async () => {
    const { relay, events } = relayWith({ now: () => noon });
    await relay(post('deliverect', status(50, { timeStamp: '2062-11-30T12:00:00Z' })));
    assert.equal(events[0]?.occurredAt, '2026-11-30T12:00:00.000Z', 'it is that of arrival');
  });

  it('believes no time and no place that is not signed', async () => {
    const { relay, events } = relayWith();
    const order = JSON.stringify({ id: 7, name: '#7', updated_at: '2026-11-30T12:00:00Z', fulfillment_status: null });
    await relay(
      post('shopify', order, { 'X-Shopify-Topic': 'orders/updated', 'X-Shopify-Triggered-At': '2026-12-24T00:00:00Z' }),
    );
    assert.equal(events[0]?.occurredAt, '2026-11-30T12:00:00.000Z');
  });

  it('finds the restaurant of a location, and tells of one that it does not know', async () => {
    const providers = { deliverect: { secret, restaurant: { berlin: 'r-1', rome: 'r-2' } } };
    const { relay, events, news } = relayWith({ providers });
    for (const location of ['rome', 'berlin', 'paris', '__proto__']) {
      assert.equal((await relay(post('deliverect', status(50, { location })))).status, 200);
    }
    assert.deepEqual(
      events.map(({ restaurantId }) => restaurantId),
      ['r-2', 'r-1'],
    );
    assert.deepEqual(news, [
      { kind: 'unknown-location', provider: 'deliverect', location: 'paris' },
      { kind: 'unknown-location', provider: 'deliverect', location: '__proto__' },
    ]);
  });

  it('keeps the digits of ids that JavaScript would round, such as those in the examples of Shopify', async () => {
    const { relay, events } = relayWith();
    const order = (id: string) =>
      `{"id": ${id}, "note": "820982911946154508, \\"1e5", "total": 388.00, "name": "#9999"}`;
    for (const id of ['820982911946154508', '820982911946154509', '7']) {
      await relay(
        post('shopify', order(id), { 'X-Shopify-Topic': 'orders/create', 'X-Shopify-Webhook-Id': `w-${id}` }),
      );
    }
    const fulfilment =
      '{"id":255858046,"order_id":820982911946154508,"status":"success","shipment_status":"in_transit"}';
    await relay(post('shopify', fulfilment, { 'X-Shopify-Topic': 'fulfillments/update' }));
    assert.deepEqual(
      events.map(({ externalId }) => externalId),
      ['820982911946154508', '820982911946154509', '7', '820982911946154508'],
    );
    assert.equal(events[3]?.patch.fields.status, 'out_for_delivery');
  });

  it("knows an order of Deliverect's by the channel's id, in all of its messages", async () => {
    const { relay, store } = relayWith();
    const order = {
      _id: 'x1',
      channelOrderId: 'c9',
      channelOrderDisplayId: '9',
      status: 20,
      _updated: '2026-11-30T11:00:00Z',
    };
    const update = { orderId: 'x1', channelOrderId: 'c9', status: 60, timeStamp: '2026-11-30T11:10:00.123456Z' };
    const courier = { channelOrderId: 'c9', courier: { status: 87, firstName: 'Bo' } };
    for (const message of [order, update, courier]) await relay(post('deliverect', JSON.stringify(message)));
    assert.equal(store.orders.size, 1);
    assert.equal(store.orderOf(restaurant, 'deliverect', 'c9')?.status, 'out_for_delivery');
  });

  it('cuts texts where the database counts, and never through a letter', async () => {
    const { relay, events } = relayWith();
    const flags = '🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(100);
    await relay(
      post('deliverect', status(100, { items: [{ name: flags, quantity: 1 }], reason: flags, table: flags })),
    );
    const { items, reason, table_label } = events[0]?.patch.fields ?? {};
    for (const [text, longest] of [
      [items?.[0]?.name, 120],
      [reason, 200],
      [table_label, 40],
    ] as const) {
      if (text == null) continue;
      assert.ok([...text].length <= longest);
      assert.ok(!/\p{Surrogate}/u.test(text));
    }
    assert.ok(items);
  });

  it('takes no name for a number: it would stand on the wall', async () => {
    const { relay, events } = relayWith();
    for (const channelOrderDisplayId of ['Ada', 'A7', '17']) {
      await relay(post('deliverect', status(20, { channelOrderDisplayId })));
    }
    assert.deepEqual(
      events.map(({ patch }) => patch.fields.number),
      [undefined, 'A7', '17'],
    );
  });

  it('stores what a tracker shows, and nothing else that a provider sends of a guest', async () => {
    const { relay, events } = relayWith();
    const personal = {
      number: '17',
      customer: { name: 'Ada Sample', phoneNumber: '+15550100199', email: 'ada@example.com' },
      deliveryAddress: { street: '1 Sample Street', extraAddressInfo: 'ring twice' },
      note: 'allergic to nuts',
      courier: { name: 'Bo', phoneNumber: '+15550100111' },
      items: [{ name: 'Soup\u0000\ud800', quantity: 2, remark: 'no onions', price: 500 }],
      channelOrderDisplayId: 'A\u202e1',
    };
    await relay(post('deliverect', status(20, personal)));
    assert.deepEqual(events[0]?.patch, {
      fields: {
        status: 'pending',
        status_source: 'confirmed',
        delayed: false,
        on_hold: false,
        number: 'A1',
        fulfilment: 'delivery',
        items: [{ name: 'Soup', quantity: 2 }],
      },
      dated: true,
      may_create: true,
      reference: 'c1',
      other_id: 'o1',
    });
  });
});
