import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { at, habits, noon } from './habits.js';
import { restaurant } from './play.js';

describe('couriers', () => {
  it('do not end an order with a delivery that was cancelled or returned, and a second one goes on', async () => {
    for (const word of ['canceled', 'returned']) {
      const { store, send } = habits();
      const { id } = store.add(restaurant, 'ready');
      const uber = (delivery: string, status: string, minute: number) =>
        send('uber-direct', {
          id: randomUUID(),
          kind: 'event.delivery_status',
          delivery_id: delivery,
          data: { id: delivery, external_id: id, status, updated: at(minute) },
        });
      await uber('one', 'pickup_complete', 1);
      await uber('one', word, 2);
      assert.equal(store.orders.get(id)?.status, 'out_for_delivery');
      assert.equal(store.orders.get(id)?.fields.delayed, true);
      await uber('two', 'pickup_complete', 3);
      await uber('two', 'delivered', 4);
      assert.equal(store.orders.get(id)?.status, 'completed');
    }
    for (const event of ['DELIVERY_CANCELLED', 'DELIVERY_RETURNED', 'DELIVERY_RETURN_INITIALIZED', 'cancelled']) {
      const { store, send } = habits();
      const { id } = store.add(restaurant, 'ready');
      await send('doordash', { external_delivery_id: id, event_name: event });
      assert.equal(store.orders.get(id)?.status, 'ready', event);
      assert.equal(store.orders.get(id)?.fields.delayed, true, event);
      await send('doordash', { external_delivery_id: `${id}-2`, event_name: 'DASHER_DROPPED_OFF' });
      assert.equal(store.orders.get(id)?.status, 'completed', event);
    }
    const { store, send } = habits();
    const { id } = store.add(restaurant, 'ready');
    await send('deliverect', { channelOrderId: id, courier: { status: 110 }, timeStamp: at(1) });
    assert.equal(store.orders.get(id)?.status, 'ready');
    assert.equal(store.orders.get(id)?.fields.delayed, true);
  });
});

describe('Shopify', () => {
  const order = (minute: number, more: object = {}) => ({
    id: 1,
    name: '#1',
    updated_at: at(minute),
    fulfillment_status: null,
    ...more,
  });
  const fulfilment = (minute: number, status: string, shipment_status: string | null = null) => ({
    id: 9,
    order_id: 1,
    status,
    shipment_status,
    updated_at: at(minute),
  });
  const topic = (name: string) => ({ 'X-Shopify-Topic': name });

  it('says with a fulfilment where its shipment is, and nothing of the order', async () => {
    const { send, statusOf } = habits();
    const now = () => statusOf('shopify', '1');
    await send('shopify', order(0), topic('orders/create'));
    for (const status of ['success', 'cancelled', 'failure', 'error', 'open', 'pending']) {
      await send('shopify', fulfilment(1, status), topic('fulfillments/update'));
      assert.equal(now(), 'pending', status);
    }
    await send('shopify', fulfilment(2, 'success', 'out_for_delivery'), topic('fulfillments/update'));
    assert.equal(now(), 'out_for_delivery');
    const event = { id: 3, fulfillment_id: 9, order_id: 1, status: 'delivered', created_at: at(3), updated_at: at(3) };
    await send('shopify', event, topic('fulfillment_events/create'));
    assert.equal(now(), 'out_for_delivery', 'there may be a second fulfilment');
    const whole = { fulfillment_status: 'fulfilled', fulfillments: [fulfilment(3, 'success', 'delivered')] };
    await send('shopify', order(4, whole), topic('orders/updated'));
    assert.equal(now(), 'completed');
  });

  it('is being prepared while a part is fulfilled, wherever that is', async () => {
    const { send, statusOf } = habits();
    const part = { fulfillment_status: 'partial', fulfillments: [fulfilment(1, 'success', 'delivered')] };
    await send('shopify', order(1, part), topic('orders/updated'));
    assert.equal(statusOf('shopify', '1'), 'preparing');
    await send('shopify', fulfilment(2, 'success', 'delivered'), topic('fulfillments/update'));
    assert.equal(statusOf('shopify', '1'), 'preparing');
  });
});

describe('a topic, which is not signed', () => {
  const gid = (kind: string) => ({ admin_graphql_api_id: `gid://shopify/${kind}/9` });
  const soup = { line_items: [{ id: 1, name: 'Soup', quantity: 1 }] };
  const order = { id: 1, name: '#1', updated_at: at(1), fulfillment_status: null, ...gid('Order'), ...soup };
  const shipment = { id: 9, order_id: 1, status: 'success', shipment_status: 'out_for_delivery', updated_at: at(2) };
  const draft = { id: 1, name: '#DRAFT', status: 'completed', updated_at: at(3), ...gid('DraftOrder'), ...soup };
  const refund = { id: 9, order_id: 1, created_at: at(3), refund_line_items: [], note: '', ...gid('Refund') };
  const transaction = { id: 9, order_id: 1, kind: 'sale', status: 'failure', created_at: at(3) };
  const checkout = { token: 't', cart_token: 'c', id: 1, updated_at: at(3), cancelled_at: at(3), ...gid('Checkout') };

  // In topics whose bodies have no global id.
  const begun = { id: 1, name: '#1', updated_at: at(3), cancelled_at: at(3), ...soup };
  const carts = [
    { ...begun, token: 't', cart_token: 'c', abandoned_checkout_url: 'https://a', completed_at: null },
    { ...begun, token: 't', cart_token: 'c' },
    { ...begun, id: 'c1', token: 'c1', note: null },
    { ...begun, name: '#DRAFT1', status: 'open', invoice_url: 'https://a', completed_at: null },
  ];

  it('makes nothing else of what Shopify has signed', async () => {
    const topics = ['orders/updated', 'orders/cancelled', 'fulfillments/update', 'fulfillment_events/create', ''];
    for (const topic of topics) {
      for (const body of [draft, refund, transaction, checkout, ...carts, { id: 1 }]) {
        const { send, statusOf, store } = habits();
        const headers = { 'x-shopify-topic': topic };
        assert.equal((await send('shopify', body, headers)).headers.get('x-relay-outcome'), 'ignored', topic);
        await send('shopify', order, { 'x-shopify-topic': 'orders/create' });
        await send('shopify', body, headers);
        assert.equal(statusOf('shopify', '1'), 'pending', `${topic} ${JSON.stringify(body)}`);
        assert.equal(store.orders.size, 1);
      }
    }
  });

  it('is not needed to know an order, a fulfilment and an event from each other', async () => {
    const event = { id: 3, fulfillment_id: 9, order_id: 1, status: 'ready_for_pickup', updated_at: at(2) };
    for (const [body, status] of [
      [shipment, 'out_for_delivery'],
      [{ ...shipment, ...gid('Fulfillment') }, 'out_for_delivery'],
      [event, 'ready'],
      [{ ...event, ...gid('FulfillmentEvent') }, 'ready'],
      [{ ...order, updated_at: at(2), fulfillments: [shipment] }, 'out_for_delivery'],
    ] as const) {
      const { send, statusOf } = habits();
      await send('shopify', order);
      await send('shopify', body);
      assert.equal(statusOf('shopify', '1'), status, JSON.stringify(body));
    }
  });

  it('leaves out what the body does not bear out: one who changes it can hide a message, and no more', async () => {
    for (const [body, topic] of [
      [shipment, 'orders/updated'],
      [shipment, 'fulfillment_events/create'],
      [{ ...order, updated_at: at(2), cancelled_at: at(2) }, 'fulfillments/update'],
      [{ ...order, updated_at: at(2), cancelled_at: at(2) }, 'products/update'],
    ] as const) {
      const { send, statusOf } = habits();
      await send('shopify', order);
      assert.equal(
        (await send('shopify', body, { 'x-shopify-topic': topic })).headers.get('x-relay-outcome'),
        'ignored',
      );
      assert.equal(statusOf('shopify', '1'), 'pending');
    }
    // An order was not deleted because a header says so.
    const { send, statusOf } = habits();
    await send('shopify', order);
    await send('shopify', { ...order, updated_at: at(2), cancelled_at: at(2) }, { 'x-shopify-topic': 'orders/delete' });
    assert.equal(statusOf('shopify', '1'), 'cancelled');
  });

  it("makes no order of WooCommerce's products and coupons, and no deletion of an order", async () => {
    const woo = (status: string, minute: number, more: object = {}) => ({
      ...{ id: 5, number: '5', status, date_modified_gmt: at(minute).slice(0, 19), ...soup },
      ...more,
    });
    const topic = (name: string) => ({ 'x-wc-webhook-topic': name });
    const { send, statusOf, news, store } = habits();
    await send('woocommerce', woo('processing', 1), topic('order.created'));
    const product = { id: 5, name: 'Soup', status: 'pending', sku: '', date_modified_gmt: at(2).slice(0, 19) };
    const coupon = { id: 5, code: 'SOUP', status: 'pending', discount_type: 'percent' };
    for (const body of [product, coupon]) {
      assert.equal((await send('woocommerce', body, topic('order.updated'))).headers.get('x-relay-outcome'), 'ignored');
    }
    assert.equal(statusOf('woocommerce', '5'), 'preparing');
    await send('woocommerce', woo('completed', 3), topic('order.deleted'));
    assert.equal(statusOf('woocommerce', '5'), 'completed');
    assert.deepEqual([news, store.orders.size], [[], 1]);
  });
});

it('Toast takes no meal back with an update that says nothing about it', async () => {
  const { send, statusOf } = habits();
  const update = (minute: number, more: object) =>
    send('toast', {
      timestamp: at(minute),
      guid: randomUUID(),
      details: { order: { guid: 't', modifiedDate: at(minute), checks: [{ displayNumber: '7' }], ...more } },
    });
  await update(1, { guestOrderStatus: 'READY_FOR_PICKUP', approvalStatus: 'APPROVED' });
  await update(2, { approvalStatus: 'APPROVED' });
  await update(3, { approvalStatus: 'APPROVED', closedDate: at(3) });
  assert.equal(statusOf('toast', 't'), 'ready', 'it was paid, which is not eaten');
  await update(4, { approvalStatus: 'APPROVED', voided: true });
  assert.equal(statusOf('toast', 't'), 'cancelled');
});

describe('no order is created', () => {
  const woo = (status: string, minute: number) => ({
    id: 5,
    number: '5',
    status,
    date_modified_gmt: at(minute).slice(0, 19),
    line_items: [{ id: 1, name: 'Soup', quantity: 1 }],
  });
  const topic = { 'x-wc-webhook-topic': 'order.updated' };

  it("from WooCommerce's carts; it is once they are placed, and lives through a failed payment", async () => {
    for (const status of ['checkout-draft', 'auto-draft', 'pending', 'failed', 'cancelled']) {
      const { store, send, statusOf } = habits();
      await send('woocommerce', woo(status, 1), topic);
      assert.equal(store.orders.size, 0, status);
      await send('woocommerce', woo('processing', 2), topic);
      await send('woocommerce', woo('failed', 3), topic);
      assert.equal(statusOf('woocommerce', '5'), 'failed');
      await send('woocommerce', woo('processing', 4), topic);
      assert.equal(statusOf('woocommerce', '5'), 'preparing', status);
    }
  });

  it('from a draft or a sale at the counter in Square; it is from a fulfilment', async () => {
    const event = (version: number) => ({
      event_id: randomUUID(),
      data: { object: { order_updated: { order_id: 's', state: 'OPEN', version, updated_at: at(version) } } },
    });
    const order = (version: number, more: object) => ({
      order: { id: 's', version, state: 'OPEN', updated_at: at(version), line_items: [{ name: 'Tea' }], ...more },
    });
    const { store, send, answers, statusOf } = habits();
    const fulfillments = [{ type: 'PICKUP', state: 'PREPARED' }];
    answers.set('s', order(1, { state: 'DRAFT', fulfillments }));
    await send('square', event(1));
    answers.set('s', order(2, {}));
    await send('square', event(2));
    await send('square', event(3));
    assert.equal(store.orders.size, 0);
    answers.set('s', order(4, { fulfillments }));
    await send('square', event(4));
    assert.equal(statusOf('square', 's'), 'ready');
  });

  it('from what staff practise with in Toast', async () => {
    const { store, send } = habits();
    const order = { guid: 't', createdInTestMode: true, guestOrderStatus: 'RECEIVED', displayNumber: '9' };
    const checks = [{ displayNumber: '9', selections: [{ displayName: 'Soup', quantity: 1 }] }];
    const details = { restaurantGuid: 'r', order: { ...order, checks, modifiedDate: at(1) } };
    assert.equal((await send('toast', { timestamp: at(1), guid: 'g', details })).status, 200);
    assert.equal(store.orders.size, 0);
    await send('toast', {
      timestamp: at(2),
      guid: 'h',
      details: { ...details, order: { ...details.order, createdInTestMode: false } },
    });
    assert.equal(store.orders.size, 1);
  });

  it('and none ended where WooCommerce says that one was deleted, which is told', async () => {
    const { send, statusOf, news } = habits();
    await send('woocommerce', woo('processing', 2), topic);
    const response = await send('woocommerce', { id: 5 }, { 'x-wc-webhook-topic': 'order.deleted' });
    assert.equal(response.status, 200);
    assert.equal(statusOf('woocommerce', '5'), 'preparing');
    assert.deepEqual(
      news.map(({ kind }) => kind),
      ['not-read'],
    );
  });
});

describe('several orders in one message', () => {
  const orders = ['a', 'b', 'c'].map((id) => ({ id, number: '1', status: 'ready' }));

  it('are all applied for your own till, once each', async () => {
    for (const payload of [orders, { orders }]) {
      const { store, send } = habits();
      const headers = { 'webhook-id': 'm1' };
      const first = await send('standard', payload, headers);
      assert.equal(first.headers.get('X-Relay-Outcome'), 'created created created');
      assert.equal(store.orders.size, 3);
    }
  });

  it('are refused and told where the provider sends one, so that none is lost without a word', async () => {
    const woo = orders.map((order, index) => ({ ...order, id: index, status: 'processing' }));
    for (const provider of ['woocommerce', 'shopify', 'square', 'deliverect', 'uber-direct', 'doordash']) {
      for (const payload of [woo, { orders: woo }]) {
        const { store, send, news } = habits();
        const response = await send(provider, payload);
        assert.equal(response.status, 400, provider);
        assert.match(JSON.stringify(await response.json()), /one by one/);
        assert.equal(news[0]?.kind, 'not-read');
        assert.equal(store.orders.size, 0);
      }
    }
  });

  it('are kept where one of them has an id that cannot be stored, which is refused and told', async () => {
    for (const id of ['x'.repeat(201), 'a\u0000b', 'a  b']) {
      const { store, send, news } = habits();
      const response = await send('standard', [orders[0], { id, number: '1', status: 'ready' }]);
      assert.equal(response.status, 400);
      assert.match(JSON.stringify(await response.json()), /1 to 200/);
      assert.equal(news[0]?.kind, 'not-read');
      assert.equal(store.orders.size, 1);
      assert.equal((await send('deliverect', { channelOrderId: id, status: 50 })).status, 400);
    }
  });
});

describe('what may belong to a guest', () => {
  const said = async (more: object) => {
    const { store, send } = habits();
    await send('standard', { id: 'a', status: 'ready', items: [{ name: 'Tea', quantity: 1 }], ...more });
    return store.orderOf(restaurant, 'standard', 'a')?.fields;
  };

  it('is no number, so the restaurant gives its own; a ticket is one', async () => {
    for (const number of ['A12', '#1042', 'TA-7', '12-3', '17', 'É9', '12345678']) {
      assert.equal((await said({ number }))?.number, number);
    }
    const personal = [
      'Anna 12',
      'Anna 333 1234567',
      'anna7@example.com',
      'Anna7',
      '+15550100199',
      '015550100199',
      '7 A',
    ];
    for (const number of personal) assert.equal((await said({ number }))?.number, undefined, number);
  });

  it('is no table', async () => {
    for (const table_label of ['7', 'Terrace 12', 'By the window']) {
      assert.equal((await said({ table_label }))?.table_label, table_label);
    }
    for (const table_label of ['+1 555 010 0199', 'ada@example.com', '333 1234567']) {
      assert.equal((await said({ table_label }))?.table_label, undefined, table_label);
    }
  });
});

describe('what is about a part of an order', () => {
  it("does not end it: Square's fulfilment that was cancelled may be replaced, so the order is read", async () => {
    const { send, answers, statusOf, store } = habits();
    const event = (version: number, state: string, orderState = 'OPEN') => ({
      event_id: randomUUID(),
      data: {
        object: {
          order_fulfillment_updated: {
            order_id: 's',
            state: orderState,
            version,
            updated_at: at(version),
            fulfillment_update: [{ fulfillment_uid: 'f', new_state: state }],
          },
        },
      },
    });
    const order = (version: number, states: readonly string[]) => ({
      order: {
        id: 's',
        version,
        state: 'OPEN',
        updated_at: at(version),
        line_items: [{ name: 'Tea' }],
        fulfillments: states.map((state) => ({ type: 'PICKUP', state })),
      },
    });
    answers.set('s', order(1, ['RESERVED']));
    await send('square', event(1, 'RESERVED'));
    assert.equal(statusOf('square', 's'), 'preparing');
    // The answer is not there yet: the order stays as it was.
    answers.delete('s');
    for (const [version, state] of [
      [2, 'CANCELED'],
      [3, 'FAILED'],
    ] as const) {
      await send('square', event(version, state));
      assert.equal(statusOf('square', 's'), 'preparing', state);
    }
    answers.set('s', order(4, ['CANCELED', 'PREPARED']));
    await send('square', event(4, 'CANCELED'));
    assert.equal(statusOf('square', 's'), 'ready');
    assert.equal(store.orders.size, 1);
    await send('square', event(5, 'CANCELED', 'CANCELED'));
    assert.equal(statusOf('square', 's'), 'cancelled');

    // What was collected is one of several, or not paid for yet: the order tells.
    const second = habits();
    second.answers.set('s', order(1, ['RESERVED', 'RESERVED']));
    await second.send('square', event(1, 'RESERVED'));
    second.answers.delete('s');
    await second.send('square', event(2, 'COMPLETED'));
    assert.equal(second.statusOf('square', 's'), 'preparing');
    second.answers.set('s', order(3, ['RESERVED', 'COMPLETED']));
    await second.send('square', event(3, 'COMPLETED'));
    assert.equal(second.statusOf('square', 's'), 'preparing');
    second.answers.set('s', order(4, ['COMPLETED', 'COMPLETED']));
    await second.send('square', event(4, 'COMPLETED'));
    assert.equal(second.statusOf('square', 's'), 'completed');
  });

  it('does not end it: money that went back at DoorDash and Open Delivery may be for a part', async () => {
    const { store, send, statusOf } = habits();
    const { id } = store.add(restaurant, 'preparing');
    const dasher = (minute: number, event_name: string, more: object = {}) =>
      send('doordash', { external_delivery_id: id, event_name, updated_at: at(minute), ...more });
    await dasher(1, 'DASHER_PICKED_UP');
    await dasher(2, 'delivery_refunded', { refund_amount: 150 });
    assert.equal(store.orders.get(id)?.status, 'out_for_delivery');
    await dasher(3, 'DASHER_DROPPED_OFF');
    assert.equal(store.orders.get(id)?.status, 'completed');
    const event = { orderId: 'o', displayId: '7' };
    await send('open-delivery', { ...event, eventId: 'e1', eventType: 'READY_FOR_PICKUP', createdAt: at(1) });
    await send('open-delivery', { ...event, eventId: 'e2', eventType: 'REFUNDED', createdAt: at(2) });
    assert.equal(statusOf('open-delivery', 'o'), 'ready');
  });

  it('does not end it: a delivery back to the restaurant, which Uber knows by its id alone', async () => {
    const { store, send } = habits();
    const { id } = store.add(restaurant, 'out_for_delivery');
    const returned = (minute: number, more: object = {}) => ({
      kind: 'event.delivery_status',
      id: `e${minute}`,
      status: 'delivered',
      delivery_id: 'ret_5',
      created: at(minute),
      data: { id: 'ret_5', external_id: id, status: 'delivered', updated: at(minute), dropoff_eta: at(59), ...more },
    });
    await send('uber-direct', returned(1));
    await send('uber-direct', returned(2, { related_deliveries: [{ id: 'del_1', relationship: 'original' }] }));
    await send('uber-direct', { ...returned(3), kind: 'event.delivery_return', delivery_id: 'del_1' });
    await send('uber-direct', {
      event_id: 'e4',
      event_time: noon / 1000,
      event_type: 'dapi.status_changed',
      meta: { external_order_id: id, order_id: 'ret_6', status: 'COMPLETED', user_id: 'u' },
    });
    assert.equal(store.orders.get(id)?.status, 'out_for_delivery');
    // When the food will be back is not when the guest gets it.
    assert.deepEqual(store.arrivalOf(id), [null, null]);
  });

  it('does not end it: what iFood settles in a dispute', async () => {
    const { send, statusOf } = habits();
    const event = (minute: number, fullCode: string, metadata: object = {}) =>
      send('ifood', { id: `${minute}`, fullCode, orderId: 'o', createdAt: at(minute), metadata });
    await event(1, 'PREPARATION_STARTED', { displayId: '7' });
    for (const [index, status] of ['ACCEPTED', 'CANCELLED', 'CONCLUDED'].entries()) {
      await event(index + 2, 'HANDSHAKE_SETTLEMENT', { status });
      await event(index + 8, 'CANCELLATION_REQUESTED', { status });
    }
    assert.equal(statusOf('ifood', 'o'), 'preparing');
  });

  it('takes back when it arrives: a courier of Deliverect who cancels, and a parcel of Shopify that failed', async () => {
    for (const courier of [
      { status: 115, courierName: 'Bo', deliveryTime: at(59) },
      { courier: { status: 110 }, deliveryTime: at(59) },
      { status: 70, courierUpdate: { status: 115, deliveryTime: at(59) } },
    ]) {
      const { store, send } = habits();
      const { id } = store.add(restaurant, 'ready');
      const tell = (minute: number, more: object) =>
        send('deliverect', { orderId: '5f', channelOrderId: id, timeStamp: at(minute), ...more });
      await tell(1, { status: 87, courierName: 'Bo', deliveryTime: at(58) });
      assert.deepEqual(store.arrivalOf(id), [null, at(58)]);
      await tell(2, courier);
      assert.deepEqual(store.arrivalOf(id), [null, null], JSON.stringify(courier));
      await tell(3, { status: 83, courierName: 'Al', deliveryTime: at(59) });
      assert.deepEqual(store.arrivalOf(id), [null, at(59)]);
    }
    for (const [status, arrives] of [
      ['failure', null],
      ['attempted_delivery', null],
      ['delayed', at(59)],
    ] as const) {
      const { store, send } = habits();
      const order = { id: 1, name: '#1', updated_at: at(1), line_items: [{ name: 'Tea', quantity: 1 }] };
      await send('shopify', order);
      const event = { fulfillment_id: 9, order_id: 1, estimated_delivery_at: at(59) };
      await send('shopify', {
        ...event,
        id: 2,
        status: 'in_transit',
        updated_at: at(2),
        estimated_delivery_at: at(58),
      });
      await send('shopify', { ...event, id: 3, status, updated_at: at(3) });
      const { id } = store.orderOf(restaurant, 'shopify', '1') ?? {};
      assert.deepEqual(store.arrivalOf(id ?? ''), [null, arrives], status);
    }
  });

  it("does not end it: of Shopify's parcels, all have to have arrived", async () => {
    const parcels = async (...states: readonly (readonly [status: string, shipment: string | null])[]) => {
      const { send, statusOf } = habits();
      const fulfillments = states.map(([status, shipment_status], id) => ({ id, status, shipment_status }));
      const order = { id: 7, name: '#7', updated_at: at(1), fulfillment_status: 'fulfilled', fulfillments };
      await send(
        'shopify',
        { ...order, line_items: [{ id: 1, name: 'Tea', quantity: 1 }] },
        { 'x-shopify-topic': 'orders/updated' },
      );
      return statusOf('shopify', '7');
    };
    assert.equal(await parcels(['success', 'in_transit'], ['success', 'delivered']), 'out_for_delivery');
    assert.equal(await parcels(['success', 'delivered'], ['success', 'in_transit']), 'out_for_delivery');
    assert.equal(await parcels(['success', 'delivered'], ['success', 'picked_up']), 'completed');
    assert.equal(await parcels(['cancelled', 'in_transit'], ['success', 'delivered']), 'completed');
  });

  it("ends no delay: a return in Uber Direct, and what Deliverect's tills ignore, say nothing of it", async () => {
    const uber = habits();
    const delivery = { id: 'd', external_id: 'o', tracking_url: 'https://a' };
    const send = (kind: string, status: string, minute: number) =>
      uber.send('uber-direct', { kind, status, delivery_id: 'd', created: at(minute), data: { ...delivery, status } });
    uber.store.add(restaurant, 'preparing', 'o');
    await send('event.delivery_status', 'canceled', 1);
    const flag = () => uber.store.orders.get('o')?.fields.delayed;
    const before = flag();
    assert.equal(before, true);
    await send('event.delivery_return', 'pickup', 2);
    assert.equal(flag(), true);

    const { send: tell, store } = habits();
    const deliverect = (status: number, minute: number, more: object = {}) =>
      tell('deliverect', { orderId: 'x', channelOrderId: 'c', status, timeStamp: at(minute), ...more });
    store.add(restaurant, 'preparing', 'c');
    await deliverect(115, 1);
    assert.equal(store.orders.get('c')?.fields.delayed, true);
    await deliverect(50, 2, { isIgnoredPOSStatus: true });
    assert.equal(store.orders.get('c')?.fields.delayed, true);
  });
});
