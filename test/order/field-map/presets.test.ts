import { expect } from '@esm-bundle/chai';
import { applyFieldMap, type FieldMap } from '../../../src/order/field-map/field-map.js';
import { parseFieldMap } from '../../../src/order/field-map/field-map-checks.js';
import deliverect from '../../../src/order/field-map/presets/deliverect.js';
import google from '../../../src/order/field-map/presets/google.js';
import medusa from '../../../src/order/field-map/presets/medusa.js';
import otter from '../../../src/order/field-map/presets/otter.js';
import saleor from '../../../src/order/field-map/presets/saleor.js';
import shopify from '../../../src/order/field-map/presets/shopify.js';
import square from '../../../src/order/field-map/presets/square.js';
import toast from '../../../src/order/field-map/presets/toast.js';
import woocommerce from '../../../src/order/field-map/presets/woocommerce.js';
import type { OrderPatch } from '../../../src/order/order.js';
import { parseOrder } from '../../../src/order/wire.js';
import { vocabularies } from './provider-words.js';

function understood(map: FieldMap, payload: unknown): OrderPatch {
  const result = parseOrder(applyFieldMap(payload, map));
  if (!result.ok) throw new Error(result.reason);
  return result.patch;
}

/** The same; a payload that says nothing but an id has no status. */
function statusOf(map: FieldMap, payload: unknown): Pick<OrderPatch, 'status' | 'unmappedStatus'> {
  const result = parseOrder(applyFieldMap(payload, map));
  return result.ok || !/nothing but an id/.test(result.reason) ? understood(map, payload) : {};
}

describe('presets', () => {
  for (const { name, map, payload, words } of vocabularies) {
    it(`maps every word of ${name}`, () => {
      for (const [meaning, list] of Object.entries(words)) {
        for (const word of list.split(' ')) {
          const { status, unmappedStatus } = statusOf(map, payload(word));
          expect(unmappedStatus, word).to.equal(undefined);
          expect(status ?? '-', word).to.equal(meaning);
        }
      }
    });

    it(`leaves a new word of ${name} unmapped`, () => {
      const result = parseOrder(applyFieldMap(payload(name.includes('Deliverect') ? '999' : 'TELEPORTED'), map));
      expect(result.ok && result.patch.unmappedStatus).to.be.oneOf(['999', 'TELEPORTED']);
    });

    it(`is plain JSON and a valid field map for ${name}`, () => {
      expect(parseFieldMap(JSON.parse(JSON.stringify(map)))).to.deep.equal(map);
    });
  }

  it('reads a Square webhook, and its order with the window', () => {
    const change = {
      order_id: 'A',
      version: 4,
      state: 'OPEN',
      fulfillment_update: [{ old_state: 'PROPOSED', new_state: 'RESERVED' }],
    };
    expect(understood(square, { event_id: 'x', data: { object: { order_fulfillment_updated: change } } })).to.include({
      id: 'A',
      version: 4,
      status: 'preparing',
    });
    const pickup_details = { pickup_at: '2026-05-01T12:00:00Z', pickup_window_duration: 'PT15M' };
    const order = {
      id: 'A',
      ticket_name: 'Ann',
      fulfillments: [{ type: 'PICKUP', state: 'PREPARED', pickup_details }],
      line_items: [{ uid: 'u', name: 'Tea', quantity: '2' }],
      total_money: { amount: 500, currency: 'USD' },
    };
    expect(understood(square, { order })).to.deep.include({
      number: 'Ann',
      fulfilment: 'pickup',
      estimatedReadyFrom: new Date('2026-05-01T12:00:00Z'),
      estimatedReadyTo: new Date('2026-05-01T12:15:00Z'),
      items: [{ id: 'u', name: 'Tea', quantity: 2 }],
      totalMinor: 500,
      currency: 'USD',
    });
  });

  it('cancels a voided Toast order, and reads its lines and times', () => {
    const selections = [{ guid: 'g', displayName: 'Soup', quantity: 1, fulfillmentStatus: 'SENT' }];
    const order = {
      guid: 'A',
      voided: true,
      guestOrderStatus: 'IN_PREPARATION',
      estimatedFulfillmentDate: '2026-05-01T12:00:00.000+0000',
      checks: [{ displayNumber: '42', selections }],
    };
    expect(understood(toast, order)).to.deep.include({
      status: 'cancelled',
      number: '42',
      estimatedReadyTo: new Date('2026-05-01T12:00:00Z'),
      items: [{ id: 'g', name: 'Soup', quantity: 1, status: 'preparing' }],
    });
  });

  it('keeps the flags of Shopify and WooCommerce', () => {
    expect(understood(shopify, { id: 'A', status: 'DELAYED' })).to.include({ delayed: true, onHold: false });
    expect(understood(shopify, { id: 'A', status: 'ON_HOLD' })).to.include({ onHold: true });
    expect(understood(woocommerce, { id: 1, status: 'on-hold' })).to.include({ onHold: true });
    expect(understood(woocommerce, { id: 1, status: 'processing' })).to.include({ onHold: false });
  });

  it('drops the address of a WooCommerce guest', () => {
    const answer = {
      id: 1,
      status: 'processing',
      billing_address: { first_name: 'Ann' },
      totals: { total_price: '1250' },
    };
    expect(JSON.stringify(understood(woocommerce, answer))).not.to.match(/Ann/);
    expect(understood(woocommerce, answer)).to.include({ totalMinor: 1250 });
  });

  it('marks a status that a clock set at Deliverect as estimated, and ignores ignored statuses', () => {
    const at = (status: number, more = {}) => understood(deliverect, { orderId: 'A', status, ...more });
    expect(at(95)).to.include({ status: 'completed', statusSource: 'estimated' });
    expect(at(90)).to.include({ status: 'completed', statusSource: 'confirmed' });
    expect(at(90, { isIgnoredPOSStatus: true })).not.to.have.any.keys('status', 'unmappedStatus');
    expect(at(90, { isIgnoredPOSStatus: false })).to.include({ status: 'completed' });
  });

  it('takes it as an end that all the money went back, and no other word of payments', () => {
    const orders: readonly (readonly [FieldMap, string, (word: string) => object])[] = [
      [
        shopify,
        'REFUNDED',
        (word) => ({ id: 'A', displayFulfillmentStatus: 'IN_PROGRESS', displayFinancialStatus: word }),
      ],
      [shopify, 'refunded', (word) => ({ id: 'A', fulfillment_status: 'partial', financial_status: word })],
      [medusa, 'refunded', (word) => ({ id: 'A', fulfillment_status: 'partially_fulfilled', payment_status: word })],
      [saleor, 'FULLY_REFUNDED', (word) => ({ id: 'A', status: 'UNFULFILLED', paymentStatus: word })],
    ];
    for (const [map, refunded, order] of orders) {
      expect(understood(map, order(refunded))).to.include({ status: 'refunded' });
      for (const word of ['paid', 'captured', 'FULLY_CHARGED', 'PARTIALLY_REFUNDED', 'canceled', 'VOIDED', 'pending'])
        expect(understood(map, order(word)), word).to.include({ status: 'preparing' });
    }
  });

  it('reads what happened from the name of an Otter webhook, if it says nothing else', () => {
    const at = (eventType: string, payload: object = {}) =>
      statusOf(otter, { eventType, metadata: { resourceId: 'A', payload } });
    const isPickup = { fulfillmentInfo: { fulfillmentMode: 'PICKUP' } };
    expect(at('orders.confirm')).to.include({ status: 'preparing' });
    expect(at('orders.order_ready')).to.include({ status: 'ready' });
    expect(at('orders.order_handed_off', isPickup)).to.include({ status: 'completed' });
    expect(at('orders.order_fulfilled')).to.include({ status: 'completed' });
    expect(at('orders.order_ready', { status: 'CANCELED' })).to.include({ status: 'cancelled' });
    for (const name of [
      'orders.order_handed_off',
      'orders.cancel_order',
      'orders.pos_injection_state_update',
      'new.event',
    ])
      expect(at(name), name).not.to.have.any.keys('status', 'unmappedStatus');
  });

  it('reads Google’s interval', () => {
    const infoExtension = { estimatedFulfillmentTimeIso8601: '2026-05-01T12:00:00Z/PT10M' };
    const orderUpdate = { actionOrderId: 'A', orderState: { state: 'CONFIRMED' }, infoExtension };
    expect(understood(google, { customPushMessage: { orderUpdate } })).to.deep.include({
      estimatedReadyFrom: new Date('2026-05-01T12:00:00Z'),
      estimatedReadyTo: new Date('2026-05-01T12:10:00Z'),
    });
  });
});
