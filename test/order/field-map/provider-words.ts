import type { FieldMap } from '../../../src/order/field-map/field-map.js';
import deliverect from '../../../src/order/field-map/presets/deliverect.js';
import doordash from '../../../src/order/field-map/presets/doordash.js';
import dotypos from '../../../src/order/field-map/presets/dotypos.js';
import enatega from '../../../src/order/field-map/presets/enatega.js';
import flipdish from '../../../src/order/field-map/presets/flipdish.js';
import google from '../../../src/order/field-map/presets/google.js';
import grubhub from '../../../src/order/field-map/presets/grubhub.js';
import otter from '../../../src/order/field-map/presets/otter.js';
import shopify from '../../../src/order/field-map/presets/shopify.js';
import square from '../../../src/order/field-map/presets/square.js';
import toast from '../../../src/order/field-map/presets/toast.js';
import uberDirect from '../../../src/order/field-map/presets/uber-direct.js';
import woocommerce from '../../../src/order/field-map/presets/woocommerce.js';

/** The status words of a provider. */
export interface Vocabulary {
  readonly name: string;
  readonly map: FieldMap;
  /** A payload with this word as its status. */
  readonly payload: (word: string) => object;
  /** Our status (`-` for a word without a meaning), and the provider's words for it. */
  readonly words: Readonly<Record<string, string>>;
}

/** The words of every provider, as its documentation has them. */
export const vocabularies: readonly Vocabulary[] = [
  {
    name: 'Square fulfilments',
    map: square,
    payload: (word) => ({ order: { id: 'A', version: 4, state: 'OPEN', fulfillments: [{ state: word }] } }),
    words: {
      pending: 'PROPOSED',
      preparing: 'RESERVED',
      ready: 'PREPARED',
      completed: 'COMPLETED',
      cancelled: 'CANCELED',
      failed: 'FAILED',
    },
  },
  {
    name: 'Square orders',
    map: square,
    payload: (word) => ({ order: { id: 'A', version: 4, state: word } }),
    words: { completed: 'COMPLETED', cancelled: 'CANCELED', '-': 'DRAFT OPEN' },
  },
  {
    name: 'Toast guests',
    map: toast,
    payload: (word) => ({
      guid: 'A',
      displayNumber: '7',
      guestOrderStatus: word,
      approvalStatus: 'APPROVED',
      voided: false,
    }),
    words: {
      pending: 'RECEIVED',
      preparing: 'IN_PREPARATION',
      ready: 'READY_FOR_PICKUP',
      completed: 'CLOSED',
      cancelled: 'VOIDED',
    },
  },
  {
    name: 'Toast approvals',
    map: toast,
    payload: (word) => ({ guid: 'A', approvalStatus: word }),
    words: { pending: 'NEEDS_APPROVAL APPROVED', scheduled: 'FUTURE', rejected: 'NOT_APPROVED' },
  },
  {
    name: 'Toast deliveries',
    map: toast,
    payload: (word) => ({ guid: 'A', guestOrderStatus: 'READY_FOR_PICKUP', deliveryInfo: { deliveryState: word } }),
    words: { ready: 'PENDING IN_PROGRESS', out_for_delivery: 'PICKED_UP', completed: 'DELIVERED' },
  },
  {
    name: 'Shopify',
    map: shopify,
    payload: (word) => ({ id: 'A', name: '#1001', status: word }),
    words: {
      scheduled: 'SCHEDULED',
      pending: 'OPEN CONFIRMED',
      preparing: 'IN_PROGRESS SUBMITTED LABEL_PURCHASED LABEL_PRINTED LABEL_VOIDED',
      ready: 'READY_FOR_PICKUP',
      out_for_delivery: 'OUT_FOR_DELIVERY IN_TRANSIT CARRIER_PICKED_UP',
      completed: 'CLOSED PICKED_UP DELIVERED FULFILLED MARKED_AS_FULFILLED',
      failed: 'INCOMPLETE FAILURE NOT_DELIVERED',
      cancelled: 'CANCELLED CANCELED',
      '-': 'ON_HOLD DELAYED ATTEMPTED_DELIVERY',
    },
  },
  {
    name: 'WooCommerce',
    map: woocommerce,
    payload: (word) => ({ id: 17, status: word }),
    words: {
      pending: 'pending wc-pending',
      preparing: 'processing wc-processing',
      completed: 'completed wc-completed',
      cancelled: 'cancelled wc-cancelled',
      refunded: 'refunded wc-refunded',
      failed: 'failed wc-failed',
      '-': 'on-hold wc-on-hold draft checkout-draft auto-draft new trash',
    },
  },
  {
    name: 'Deliverect orders',
    map: deliverect,
    payload: (word) => ({ channelOrderId: 'A', timeStamp: '2026-05-01T12:00:00Z', status: Number(word) }),
    words: {
      pending: '10 20 40',
      rejected: '35',
      preparing: '50',
      ready: '60 70',
      out_for_delivery: '80',
      completed: '90 95',
      cancelled: '100 110',
      failed: '120 124',
    },
  },
  {
    name: 'Deliverect couriers',
    map: deliverect,
    payload: (word) => ({ channelOrderId: 'A', status: 70, courier: { status: Number(word) } }),
    words: { ready: '83 85', out_for_delivery: '87 89', completed: '90' },
  },
  {
    name: 'Google',
    map: google,
    payload: (word) => ({ customPushMessage: { orderUpdate: { actionOrderId: 'A', orderState: { state: word } } } }),
    words: {
      pending: 'CREATED CONFIRMED',
      rejected: 'REJECTED',
      preparing: 'IN_PREPARATION',
      ready: 'READY_FOR_PICKUP',
      out_for_delivery: 'IN_TRANSIT',
      completed: 'FULFILLED',
      cancelled: 'CANCELLED',
    },
  },
  {
    name: 'Uber Direct',
    map: uberDirect,
    payload: (word) => ({ id: 'event', data: { external_id: 'A', status: word } }),
    words: {
      preparing: 'pending pickup',
      out_for_delivery: 'pickup_complete dropoff',
      completed: 'delivered',
      cancelled: 'canceled',
      failed: 'returned',
    },
  },
  {
    name: 'DoorDash',
    map: doordash,
    payload: (word) => ({ external_delivery_id: 'A', updated_at: '2026-05-01T12:00:00Z', event_name: word }),
    words: {
      preparing: 'DASHER_CONFIRMED dasher_confirmed delivery_created created confirmed enroute_to_pickup',
      ready: 'DASHER_CONFIRMED_PICKUP_ARRIVAL dasher_confirmed_store_arrival arrived_at_pickup',
      out_for_delivery:
        'DASHER_PICKED_UP DASHER_CONFIRMED_DROPOFF_ARRIVAL dasher_picked_up dasher_confirmed_consumer_arrival picked_up enroute_to_dropoff arrived_at_dropoff',
      completed: 'DASHER_DROPPED_OFF dasher_dropped_off delivered',
      cancelled: 'DELIVERY_CANCELLED delivery_cancelled cancelled',
      failed: 'DELIVERY_RETURN_INITIALIZED DASHER_CONFIRMED_RETURN_ARRIVAL DELIVERY_RETURNED returned',
      refunded: 'delivery_refunded',
      '-': 'driver_batched delivery_attempted',
    },
  },
  {
    name: 'Dotypos',
    map: dotypos,
    payload: (word) => ({ id: 'A', status: word }),
    words: {
      pending: 'new parked',
      ready: 'ready_to_pickup ready_for_delivery',
      out_for_delivery: 'on_delivery',
      failed: 'delivery_failed',
      cancelled: 'canceled',
      completed: 'closed',
    },
  },
  {
    name: 'Enatega',
    map: enatega,
    payload: (word) => ({ _id: 'A', orderId: 'X-12', orderStatus: word }),
    words: {
      pending: 'PENDING',
      preparing: 'ACCEPTED ASSIGNED',
      out_for_delivery: 'PICKED',
      completed: 'DELIVERED COMPLETED',
      cancelled: 'CANCELLED CANCELLEDBYREST',
    },
  },
  {
    name: 'Medusa Eats',
    map: enatega,
    payload: (word) => ({ id: 'A', order_status: word }),
    words: {
      pending: 'pending restaurant_accepted pickup_claimed',
      rejected: 'restaurant_declined',
      preparing: 'restaurant_preparing',
      ready: 'ready_for_pickup',
      out_for_delivery: 'in_transit',
      completed: 'delivered',
    },
  },
  {
    name: 'Flipdish',
    map: flipdish,
    payload: (word) => ({ OrderId: 17, OrderState: word }),
    words: {
      pending: 'Created PlacedCanBeCancelled ReadyToProcess PendingPayment ManualReview',
      preparing: 'AcceptedByRestaurant',
      out_for_delivery: 'Dispatched',
      completed: 'Delivered',
      cancelled: 'Cancelled',
      rejected: 'RejectedByStore RejectedByFlipdish RejectedAutomatically RejectedAfterBeingAccepted',
      refunded: 'AcceptedAndRefunded',
    },
  },
  {
    name: 'Otter orders',
    map: otter,
    payload: (word) => ({ id: 'A', number: '7', status: word }),
    words: {
      pending: 'NEW_ORDER',
      preparing: 'CONFIRMED ORDER_ACCEPTED',
      ready: 'PREPARED ORDER_READY_TO_PICKUP',
      completed: 'FULFILLED ORDER_FULFILLED',
      cancelled: 'CANCELED',
      rejected: 'REJECTED',
      '-': 'UNKNOWN PICKED_UP ORDER_HANDED_OFF',
    },
  },
  {
    name: 'Otter deliveries',
    map: otter,
    payload: (word) => ({ id: 'A', status: 'PREPARED', deliveryStatus: word }),
    words: {
      ready: 'REQUESTED ALLOCATED ARRIVED_AT_PICKUP CANCELED',
      out_for_delivery: 'PICKED_UP ARRIVED_AT_DROP_OFF',
      completed: 'COMPLETED',
    },
  },
  {
    name: 'Grubhub',
    map: grubhub,
    payload: (word) => ({ id: 'A', status: word }),
    words: {
      scheduled: 'ANTICIPATED',
      pending: 'RESTAURANT_CONFIRMABLE',
      preparing: 'CONFIRMED',
      ready: 'PICKUP_READY',
      out_for_delivery: 'OUT_FOR_DELIVERY',
      completed: 'FULFILLED',
      rejected: 'REJECTED',
      cancelled: 'CANCELLED',
    },
  },
];
