import type { FieldMap } from '../../../src/order/field-map/field-map.js';
import clover from '../../../src/order/field-map/presets/clover.js';
import deliverect from '../../../src/order/field-map/presets/deliverect.js';
import doordash from '../../../src/order/field-map/presets/doordash.js';
import dotypos from '../../../src/order/field-map/presets/dotypos.js';
import enatega from '../../../src/order/field-map/presets/enatega.js';
import flipdish from '../../../src/order/field-map/presets/flipdish.js';
import gloriafood from '../../../src/order/field-map/presets/gloriafood.js';
import google from '../../../src/order/field-map/presets/google.js';
import grubhub from '../../../src/order/field-map/presets/grubhub.js';
import ifood from '../../../src/order/field-map/presets/ifood.js';
import lightspeed from '../../../src/order/field-map/presets/lightspeed.js';
import magento from '../../../src/order/field-map/presets/magento.js';
import medusa from '../../../src/order/field-map/presets/medusa.js';
import odoo from '../../../src/order/field-map/presets/odoo.js';
import openDelivery from '../../../src/order/field-map/presets/open-delivery.js';
import otter from '../../../src/order/field-map/presets/otter.js';
import saleor from '../../../src/order/field-map/presets/saleor.js';
import shopify from '../../../src/order/field-map/presets/shopify.js';
import square from '../../../src/order/field-map/presets/square.js';
import tastyigniter from '../../../src/order/field-map/presets/tastyigniter.js';
import toast from '../../../src/order/field-map/presets/toast.js';
import uberDirect from '../../../src/order/field-map/presets/uber-direct.js';
import ucp from '../../../src/order/field-map/presets/ucp.js';
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
    words: { pending: 'OPEN', cancelled: 'CANCELED', '-': 'DRAFT COMPLETED' },
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
    words: { pending: 'NEEDS_APPROVAL', '-': 'APPROVED', scheduled: 'FUTURE', rejected: 'NOT_APPROVED' },
  },
  {
    name: 'Toast deliveries',
    map: toast,
    payload: (word) => ({ guid: 'A', guestOrderStatus: 'READY_FOR_PICKUP', deliveryInfo: { deliveryState: word } }),
    words: { ready: 'PENDING', out_for_delivery: 'IN_PROGRESS PICKED_UP', completed: 'DELIVERED' },
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
    name: 'Shopify fulfilment orders of an order',
    map: shopify,
    payload: (word) => ({ fulfillment_order: { id: 1, order_id: 'A', status: word } }),
    words: {
      scheduled: 'scheduled',
      pending: 'open',
      preparing: 'in_progress',
      completed: 'closed',
      '-': 'on_hold cancelled incomplete',
    },
  },
  {
    name: 'Shopify events of an order',
    map: shopify,
    payload: (word) => ({ fulfillment_event: { id: 1, fulfillment_id: 2, order_id: 'A', status: word } }),
    words: {
      pending: 'confirmed',
      preparing: 'label_purchased label_printed',
      ready: 'ready_for_pickup',
      out_for_delivery: 'in_transit out_for_delivery',
      completed: 'delivered picked_up',
      '-': 'attempted_delivery failure delayed',
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
      pending: '1 2 3 4 5 6 7 10 20 40',
      scheduled: '25',
      rejected: '35',
      preparing: '50',
      ready: '60 70',
      out_for_delivery: '80',
      completed: '90 95',
      cancelled: '100 110',
      failed: '120 121 124',
      '-': '30 75 81 83 84 85 115',
    },
  },
  {
    name: 'Deliverect couriers',
    map: deliverect,
    payload: (word) => ({ channelOrderId: 'A', status: 70, courier: { status: Number(word) } }),
    words: { ready: '75 80 81 83 84 85', out_for_delivery: '87 89', completed: '90', '-': '100 110 115 120 121 124' },
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
      '-': 'canceled returned',
    },
  },
  {
    name: 'Uber Direct, older webhook',
    map: uberDirect,
    payload: (word) => ({ event_id: 'event', meta: { external_order_id: 'A', status: word, is_returning: false } }),
    words: {
      scheduled: 'SCHEDULED',
      preparing: 'EN_ROUTE_TO_PICKUP ARRIVED_AT_PICKUP',
      out_for_delivery: 'EN_ROUTE_TO_DROPOFF ARRIVED_AT_DROPOFF',
      completed: 'COMPLETED',
      '-': 'FAILED',
    },
  },
  {
    name: 'DoorDash',
    map: doordash,
    payload: (word) => ({ external_delivery_id: 'A', updated_at: '2026-05-01T12:00:00Z', event_name: word }),
    words: {
      preparing:
        'DASHER_CONFIRMED dasher_confirmed delivery_created delivery_confirmed created confirmed enroute_to_pickup dasher_enroute_to_pickup DASHER_CONFIRMED_PICKUP_ARRIVAL dasher_confirmed_store_arrival arrived_at_pickup dasher_at_store being_prepared',
      out_for_delivery:
        'DASHER_PICKED_UP DASHER_CONFIRMED_DROPOFF_ARRIVAL dasher_picked_up dasher_confirmed_consumer_arrival picked_up enroute_to_dropoff arrived_at_dropoff dasher_enroute_to_dropoff dasher_at_customer',
      completed: 'DASHER_DROPPED_OFF dasher_dropped_off delivered dasher_delivered',
      pending: 'new_order OrderCreate pending',
      ready: 'ready_for_pickup',
      cancelled: 'order_cancelled',
      '-': 'delivery_refunded delivery_post_tip_received dasher_supplied_parking_details delivery_pending_return dasher_dropped_off_return return_delivery_cancelled delivery_abandoned driver_batched delivery_batched delivery_attempted quote DELIVERY_CANCELLED delivery_cancelled cancelled DELIVERY_RETURN_INITIALIZED DASHER_CONFIRMED_RETURN_ARRIVAL DELIVERY_RETURNED returned enroute_to_return arrived_at_return dasher_enroute_to_return',
    },
  },
  {
    name: 'DoorDash, dashers of the Marketplace',
    map: doordash,
    payload: (word) => ({ external_order_id: 'A', client_order_id: null, dasher_status: word }),
    words: {
      preparing: 'dasher_confirmed arriving_at_store arrived_at_store',
      out_for_delivery: 'dasher_out_for_delivery dropoff',
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
      completed: 'closed delivered',
      '-': 'unknown',
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
    payload: (word) => ({ uuid: 'A', status: word }),
    words: {
      scheduled: 'ANTICIPATED',
      pending: 'RESTAURANT_CONFIRMABLE POS_VALIDATING POS_VALIDATED',
      preparing: 'CONFIRMED IN_PROGRESS',
      ready: 'PICKUP_READY READY_FOR_PICKUP READY',
      out_for_delivery: 'OUT_FOR_DELIVERY PICKED_UP ARRIVED_AT_DROPOFF',
      completed: 'FULFILLED COMPLETED DELIVERED',
      rejected: 'REJECTED POS_VALIDATION_REJECTED',
      cancelled: 'CANCELLED',
      '-': 'UNKNOWN DINER_CONFIRMABLE DELIVERY_CONFIRMABLE DRIVER_EN_ROUTE_TO_PICKUP ARRIVED_AT_PICKUP',
    },
  },
  {
    name: 'Otter couriers',
    map: otter,
    payload: (word) => ({ id: 'A', status: 'PREPARED', fulfillmentInfo: { courierStatus: word } }),
    words: {
      ready: 'COURIER_ASSIGNED COURIER_ON_ROUTE_TO_PICKUP COURIER_ARRIVED',
      out_for_delivery: 'COURIER_PICKED_UP_FOOD',
      completed: 'COURIER_COMPLETED',
    },
  },
  {
    name: 'Flipdish drivers',
    map: flipdish,
    payload: (word) => ({ OrderId: 1, OrderState: 'AcceptedByRestaurant', DeliveryTrackingStatus: word }),
    words: {
      preparing: 'Unassigned Unaccepted Accepted',
      out_for_delivery: 'Carrying OnTheWay ArrivedAtLocation',
      completed: 'Delivered',
      '-': 'CannotDeliver',
    },
  },
  {
    name: 'Shopify orders',
    map: shopify,
    payload: (word) => ({ data: { order: { id: 'A', displayFulfillmentStatus: word } } }),
    words: {
      scheduled: 'SCHEDULED',
      pending: 'UNFULFILLED OPEN RESTOCKED PENDING_FULFILLMENT REQUEST_DECLINED',
      preparing: 'IN_PROGRESS PARTIALLY_FULFILLED',
      completed: 'FULFILLED',
      '-': 'ON_HOLD FULFILLMENT_NOT_REQUIRED',
    },
  },
  {
    name: 'Shopify orders by REST',
    map: shopify,
    payload: (word) => ({ id: 'A', fulfillment_status: word, fulfillments: [], cancelled_at: null }),
    words: {
      pending: 'unfulfilled unshipped',
      preparing: 'partial',
      completed: 'fulfilled shipped',
      cancelled: 'restocked',
    },
  },
  {
    name: 'Medusa',
    map: medusa,
    payload: (word) => ({ order: { id: 'A', status: 'pending', fulfillment_status: word } }),
    words: {
      pending: 'not_fulfilled canceled',
      preparing: 'partially_fulfilled',
      ready: 'fulfilled',
      out_for_delivery: 'partially_shipped shipped partially_delivered',
      completed: 'delivered partially_returned',
      refunded: 'returned',
      '-': 'requires_action',
    },
  },
  {
    name: 'Medusa orders',
    map: medusa,
    payload: (word) => ({ order: { id: 'A', status: word } }),
    words: {
      pending: 'pending',
      completed: 'completed',
      cancelled: 'canceled',
      '-': 'draft archived requires_action',
    },
  },
  {
    name: 'Medusa Eats by its own preset',
    map: medusa,
    payload: (word) => ({ delivery: { id: 'A', delivery_status: word } }),
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
    name: 'iFood events',
    map: ifood,
    payload: (word) => ({ id: 'e', fullCode: word, orderId: 'A', metadata: { orderType: 'DELIVERY' } }),
    words: {
      pending: 'PLACED PLC CONFIRMED CFM ORDER_CONFIRMED',
      preparing: 'SEPARATION_STARTED SPS PREPARATION_STARTED PRS PREPARING',
      ready: 'PREPARATION_ENDED READY_TO_PICKUP RTP READY_TO_DELIVER RTD',
      out_for_delivery: 'DISPATCHED DSP COLLECTED CLT',
      completed: 'CONCLUDED CON',
      cancelled: 'CANCELLED CAN',
      '-': 'SEPARATION_ENDED SPE RECOMMENDED_PREPARATION_START ASSIGN_DRIVER GOING_TO_ORIGIN ARRIVED_AT_ORIGIN ARRIVED_AT_DESTINATION PICKUP_AREA_ASSIGNED CANCELLATION_REQUESTED CANCELLATION_REQUEST_FAILED CONSUMER_CANCELLATION_REQUESTED CONSUMER_CANCELLATION_ACCEPTED CONSUMER_CANCELLATION_DENIED HANDSHAKE_DISPUTE HANDSHAKE_SETTLEMENT DELIVERY_DROP_CODE_REQUESTED RPS ADR GTO AAO AAD PAA DDCR CAR CARF CCR CCA CCD HSD HSS KEEPALIVE',
    },
  },
  {
    name: 'Universal Commerce Protocol',
    map: ucp,
    payload: (word) => ({ id: 'A', fulfillment: { events: [{ type: word }] } }),
    words: {
      preparing: 'processing preparing',
      ready: 'ready_for_pickup',
      out_for_delivery: 'shipped in_transit out_for_delivery',
      completed: 'delivered',
      cancelled: 'canceled',
      failed: 'undeliverable returned_to_sender',
      '-': 'failed_attempt attempted_delivery',
    },
  },
  {
    name: 'Universal Commerce Protocol, to collect',
    map: ucp,
    payload: (word) => ({
      id: 'A',
      line_items: [{ id: 'l', status: 'processing' }],
      fulfillment: { expectations: [{ method_type: 'pickup' }], events: [{ type: word }] },
    }),
    words: {
      ready: 'ready_for_pickup',
      completed: 'delivered picked_up',
      '-': 'shipped in_transit out_for_delivery',
    },
  },
  {
    name: 'Universal Commerce Protocol, to deliver',
    map: ucp,
    payload: (word) => ({
      id: 'A',
      line_items: [{ id: 'l', status: 'processing' }],
      fulfillment: { expectations: [{ method_type: 'shipping' }], events: [{ type: word }] },
    }),
    words: { out_for_delivery: 'shipped picked_up', completed: 'delivered', '-': 'attempted_delivery' },
  },
  {
    name: 'Open Delivery',
    map: openDelivery,
    payload: (word) => ({ id: 'A', status: word, fulfillment: { orderType: 'DELIVERY' } }),
    words: {
      pending: 'CREATED CONFIRMED',
      preparing: 'PREPARING',
      ready: 'READY',
      out_for_delivery: 'IN_DELIVERY',
      completed: 'DELIVERED CONCLUDED',
      cancelled: 'CANCELLED',
    },
  },
  {
    name: 'Open Delivery events',
    map: openDelivery,
    payload: (word) => ({ eventId: 'e', orderId: 'A', eventType: word, type: 'DELIVERY' }),
    words: {
      pending: 'CREATED CONFIRMED',
      preparing: 'PREPARING',
      ready: 'READY_FOR_PICKUP',
      out_for_delivery: 'DISPATCHED ORDER_COLLECTED PICKED_UP',
      completed: 'DELIVERED CONCLUDED',
      cancelled: 'CANCELLED',
      '-': 'REFUNDED PREPARATION_REQUESTED PICKUP_AREA_ASSIGNED CANCELLED_DENIED PICKUP_ONGOING RIDER_ARRIVED_AT_STORE DELIVERY_ONGOING ARRIVED_AT_CUSTOMER ORDER_CANCELLATION_REQUEST CANCELLATION_REQUESTED CANCELLATION_REQUEST_ACCEPTED CANCELLATION_REQUEST_DENIED USER_REFUND_REQUEST REFUND_FAILED RECOMMENDED_PREPARATION_START',
    },
  },
  {
    name: 'Saleor',
    map: saleor,
    payload: (word) => ({ data: { order: { id: 'A', number: '1', status: word } } }),
    words: {
      pending: 'UNCONFIRMED',
      preparing: 'UNFULFILLED PARTIALLY_FULFILLED',
      completed: 'FULFILLED PARTIALLY_RETURNED',
      refunded: 'RETURNED',
      cancelled: 'CANCELED EXPIRED',
      '-': 'DRAFT',
    },
  },
  {
    name: 'Magento',
    map: magento,
    payload: (word) => ({ increment_id: 'A', status: word }),
    words: {
      pending: 'new pending pending_payment pending_paypal payment_review',
      preparing: 'processing',
      completed: 'complete',
      refunded: 'closed',
      cancelled: 'canceled',
      '-': 'holded fraud paypal_reversed paypal_canceled_reversal',
    },
  },
  {
    name: 'TastyIgniter',
    map: tastyigniter,
    payload: (word) => ({ data: { id: 'A', attributes: { status: { status_name: word } } } }),
    words: {
      pending: 'Received Pending',
      preparing: 'Preparation',
      out_for_delivery: 'Delivery',
      completed: 'Completed',
      cancelled: 'Canceled',
    },
  },
  {
    name: 'TastyIgniter numbers',
    map: tastyigniter,
    payload: (word) => ({ order_id: 'A', status_id: word }),
    words: { pending: '1 2', preparing: '3', out_for_delivery: '4', completed: '5', cancelled: '9', '-': '0' },
  },
  {
    name: 'Odoo tills',
    map: odoo,
    payload: (word) => ({ id: 'A', tracking_number: '105', state: word }),
    words: { pending: 'draft', preparing: 'paid invoiced', completed: 'done', cancelled: 'cancel' },
  },
  {
    name: 'Odoo sales',
    map: odoo,
    payload: (word) => ({ id: 'A', state: word, delivery_status: 'pending' }),
    words: { pending: 'draft sent', preparing: 'sale', completed: 'done', cancelled: 'cancel' },
  },
  {
    name: 'Lightspeed',
    map: lightspeed,
    payload: (word) => ({ thirdPartyReference: 'A', type: 'ORDER', status: word }),
    words: {
      preparing: 'SUCCESS',
      ready: 'READY_FOR_PICKUP',
      out_for_delivery: 'IN_DELIVERY',
      completed: 'CLOSED DELIVERED',
      failed: 'FAILURE',
      cancelled: 'CANCELLED ABANDONED',
      '-': 'CHECK_WAS_UPDATED',
    },
  },
  {
    name: 'Clover',
    map: clover,
    payload: (word) => ({ id: 'A', title: '7', state: word, paymentState: 'PAID' }),
    words: { pending: 'open OPEN', '-': 'locked' },
  },
  {
    name: 'GloriaFood',
    map: gloriafood,
    payload: (word) => ({ orders: [{ id: 'A', type: 'pickup', status: word }] }),
    words: {
      pending: 'pending',
      preparing: 'accepted',
      rejected: 'rejected timed_out missed',
      cancelled: 'canceled',
    },
  },
];
