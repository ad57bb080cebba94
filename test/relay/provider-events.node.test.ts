import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { createRelay } from '../../src/relay.js';
import { at, habits, noon } from './habits.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

type Send = ReturnType<typeof habits>['send'];
type Message = Parameters<Send>;

const square = (version: number, fulfilment?: string, state = 'OPEN'): Message => {
  const name = fulfilment ? 'order_fulfillment_updated' : 'order_updated';
  const update = fulfilment && { fulfillment_update: [{ fulfillment_uid: 'f', new_state: fulfilment }] };
  const object = { [name]: { order_id: 'A', version, state, updated_at: at(version), created_at: at(0), ...update } };
  return ['square', { event_id: `${version}`, data: { object } }];
};
const toast = (minute: number, guestOrderStatus: string): Message => {
  const order = { guid: 'A', guestOrderStatus, modifiedDate: at(minute), checks: [{ displayNumber: '7' }] };
  return ['toast', { timestamp: at(minute), guid: `${minute}`, details: { order } }];
};
const ifood = (minute: number, code: string): Message => [
  'ifood',
  { id: `${minute}`, code, fullCode: null, orderId: 'A', createdAt: at(minute) },
];
const till = (version: number, status: string): Message => ['standard', { id: 'A', number: '7', version, status }];

/** All orders in which messages can arrive. */
function arrivals<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) => arrivals(items.toSpliced(index, 1)).map((others) => [item, ...others]));
}

describe('an order ends the same in whatever order its events arrive', () => {
  const stories: Readonly<Record<string, readonly [end: string, ...events: Message[]]>> = {
    'Square: collected, then changed': [
      'completed',
      square(3, 'RESERVED'),
      square(4, 'PREPARED'),
      square(5, 'COMPLETED', 'COMPLETED'),
      square(6, undefined, 'COMPLETED'),
    ],
    'Square: collected, then cancelled': [
      'completed',
      square(4, 'PREPARED'),
      square(5, 'COMPLETED', 'COMPLETED'),
      square(6, 'CANCELED'),
    ],
    'Square: cancelled': ['cancelled', square(3, 'RESERVED'), square(5, 'CANCELED'), square(6, undefined, 'CANCELED')],
    'Toast: closed, then opened again': [
      'completed',
      toast(1, 'CLOSED'),
      toast(2, 'IN_PREPARATION'),
      toast(3, 'VOIDED'),
    ],
    'iFood: cancelled after it had been concluded': ['completed', ifood(1, 'DSP'), ifood(2, 'CON'), ifood(3, 'CAN')],
    'a till: failed, then paid': ['ready', till(1, 'failed'), till(2, 'preparing'), till(3, 'ready')],
    'a till: completed and refunded': ['refunded', till(1, 'completed'), till(2, 'refunded'), till(3, 'preparing')],
  };
  for (const [name, [end, ...events]] of Object.entries(stories)) {
    it(name, async () => {
      for (const arriving of arrivals(events)) {
        const { send, statusOf, answers } = habits();
        answers.set('A', { order: { id: 'A', version: 1, ticket_name: '7', fulfillments: [{ state: 'PROPOSED' }] } });
        if (arriving[0]?.[0] === 'ifood') await send('ifood', { orderId: 'A', id: '0', metadata: { displayId: '7' } });
        for (const message of arriving) await send(...message);
        assert.equal(statusOf(arriving[0]?.[0] ?? '', 'A'), end, JSON.stringify(arriving));
      }
    });
  }
});

describe('a status is found', () => {
  const found: readonly (readonly [what: string, status: string | undefined, ...message: Message])[] = [
    ...[null, undefined, '', 'A_NEW_NAME'].map(
      (fullCode) =>
        [
          `iFood's code where its name is ${fullCode}`,
          'ready',
          'ifood',
          { id: 'e', code: 'RTP', fullCode, orderId: 'A', createdAt: at(1), metadata: { displayId: '7' } },
        ] as const,
    ),
    [
      'where a till wraps its order',
      'ready',
      'standard',
      { type: 'order.updated', data: { id: 'A', number: '7', status: 'ready' } },
    ],
    ['in capitals', 'ready', 'standard', { id: 'A', number: 7, status: 'READY' }],
    ['after a byte order mark', 'ready', 'standard', '\ufeff{"id":"A","number":"7","status":"ready"}'],
    ['between line ends of Windows', 'ready', 'standard', '{\r\n"id":"A",\r\n"number":"7","status":"ready"}\r\n'],
    ['in escaped letters', 'ready', 'standard', '{"id":"A","number":"7","\\u0073tatus":"re\\u0061dy"}'],
    [
      'under a topic that is empty',
      'preparing',
      'woocommerce',
      { id: 'A', number: '7', status: 'processing' },
      { 'x-wc-webhook-topic': '' },
    ],
    [
      'under a topic that is empty',
      'pending',
      'shopify',
      { id: 'A', name: '#7', fulfillment_status: null },
      { 'x-shopify-topic': '' },
    ],
    [
      'under the other id where one is empty',
      'preparing',
      'deliverect',
      { channelOrderId: '', orderId: 'A', channelOrderDisplayId: '7', status: 50 },
    ],
    [
      'after a word that is empty',
      'ready',
      'toast',
      {
        timestamp: at(1),
        details: {
          order: {
            guid: 'A',
            approvalStatus: '',
            guestOrderStatus: 'READY_FOR_PICKUP',
            checks: [{ displayNumber: '7' }],
          },
        },
      },
    ],
    [
      'on the way, at Toast',
      'out_for_delivery',
      'toast',
      {
        timestamp: at(1),
        details: {
          order: { guid: 'A', deliveryInfo: { deliveryState: 'IN_PROGRESS' }, checks: [{ displayNumber: '7' }] },
        },
      },
    ],
  ];
  for (const [what, status, ...message] of found) {
    it(`${what} (${message[0]})`, async () => {
      const { send, statusOf } = habits();
      await send(...message);
      assert.equal(statusOf(message[0], 'A'), status);
    });
  }

  it('of a courier at the door, who says nothing of the meal', async () => {
    for (const word of ['DASHER_CONFIRMED_PICKUP_ARRIVAL', 'dasher_at_store', 'arrived_at_pickup']) {
      const { send, store } = habits();
      const { id } = store.add(restaurant, 'pending');
      await send('doordash', { external_delivery_id: id, event_name: word });
      assert.equal(store.orders.get(id)?.status, 'preparing', word);
    }
    const { send, store } = habits();
    const { id } = store.add(restaurant, 'ready');
    await send('deliverect', { channelOrderId: id, courier: { status: 115 }, timeStamp: at(1) });
    assert.deepEqual([store.orders.get(id)?.status, store.orders.get(id)?.fields.delayed], ['ready', true]);
  });
});

describe('the time of an event of your own till', () => {
  const times: readonly (readonly [what: string, updated_at: unknown, minute: number])[] = [
    ['is its own', at(59), 59],
    ['is that of the message without one', undefined, 60],
    ['is that of the message where it has no zone', '2026-11-30T11:30:00', 60],
    ['is that of the message where it has neither zone nor T', '2026-11-30 23:30:00', 60],
    ['is that of the message where it is no time', 'yesterday', 60],
    ['is that of the message where it is an hour after it', at(120), 60],
    ['is that of the message where it is two minutes after it', at(62), 60],
    ['is its own in seconds', noon / 1000 - 60, 59],
  ];
  for (const [what, updated_at, minute] of times) {
    it(`${what}; a later event is not late`, async () => {
      const { send, statusOf } = habits();
      await send('standard', { id: 'A', number: '7', status: 'preparing', updated_at });
      await send('standard', { id: 'A', status: 'pending', updated_at: at(minute - 1) });
      assert.equal(statusOf('standard', 'A'), 'preparing', 'an older event');
      await send('standard', { id: 'A', status: 'ready', updated_at: at(minute) });
      assert.equal(statusOf('standard', 'A'), 'ready');
    });
  }

  it('may be that of its envelope', async () => {
    const { send, statusOf } = habits();
    const data = { id: 'A', number: '7', status: 'preparing' };
    await send('standard', { type: 'order.updated', timestamp: at(8), data });
    await send('standard', { id: 'A', status: 'ready', updated_at: at(9) });
    assert.equal(statusOf('standard', 'A'), 'ready');
  });
});

it("a time that is hours ahead of a provider's is that of arrival, so that the next event counts", async () => {
  const { send, statusOf } = habits();
  const order = (minute: number, status: number): Message => [
    'deliverect',
    { channelOrderId: 'A', channelOrderDisplayId: '7', status, timeStamp: at(minute) },
  ];
  await send(...order(120, 50));
  await send(...order(60, 60));
  assert.equal(statusOf('deliverect', 'A'), 'ready');
});

describe('a test of the address', () => {
  const order = { id: 820982911946154, name: '#9999', cancelled_at: at(1), fulfillment_status: 'pending', test: true };
  const tests: readonly Message[] = [
    ['shopify', order, { 'X-Shopify-Topic': 'orders/cancelled', 'X-Shopify-Test': 'true' }],
    ['square', { type: 'webhooks.test_notification', event_id: 'e', data: { type: 'webhooks', id: 'x' } }],
    ['ifood', { id: 'e', code: 'KEEPALIVE', fullCode: 'KEEPALIVE' }],
    ['toast', { timestamp: at(1), eventType: 'partner_added', guid: 'e', details: { restaurantGuid: 'r' } }],
    ['woocommerce', 'webhook_id=3', { 'x-wc-webhook-signature': '' }],
    ['woocommerce', 'webhook_id=3\r\n', { 'x-wc-webhook-signature': '' }],
  ];
  for (const message of tests) {
    it(`of ${message[0]} is accepted, and makes no order`, async () => {
      const { send, store, news } = habits();
      const { ok } = await send(...message);
      assert.deepEqual([ok, store.orders.size, news], [true, 0, []]);
    });
  }

  it('is an order where the shop was only tried out', async () => {
    const { send, store } = habits();
    await send('shopify', order, { 'X-Shopify-Topic': 'orders/cancelled', 'X-Shopify-Test': 'false' });
    assert.equal(store.orders.size, 1);
  });
});

it('a signature is found among several, while a key is exchanged and where a proxy doubles the header', async () => {
  const body = '{"channelOrderId":"A","status":50}';
  const sign = (key: string) => createHmac('sha256', key).update(body).digest('hex');
  const relay = createRelay({ providers: { deliverect: { secret: 'new' } }, store: new MemoryStore(), restaurant });
  const answered = async (signature: string) => {
    const headers = { 'x-server-authorization-hmac-sha256': signature };
    return (await relay(new Request('https://a/deliverect', { method: 'POST', headers, body }))).status;
  };
  const [right, wrong] = [sign('new'), sign('old')];
  for (const header of [
    `${wrong}, ${right}`,
    `${right},${right}`,
    ` ${wrong} ${right} `,
    `sha256=${wrong}, SHA256=${right}`,
  ]) {
    assert.equal(await answered(header), 200, header);
  }
  for (const header of [`${wrong}, ${wrong}`, `${right.slice(1)}, ${right}0`, ', ,', `${'x, '.repeat(9)}${right}`]) {
    assert.equal(await answered(header), 401, header);
  }
});

it('a Toast order whose checks were moved into another one is no order of its own', async () => {
  const { send, store } = habits();
  const order = { guid: 'A', deleted: true, modifiedDate: at(1), checks: [{ displayNumber: '7' }] };
  await send('toast', { timestamp: at(1), guid: 'e', details: { order } });
  assert.equal(store.orders.size, 0);
});
