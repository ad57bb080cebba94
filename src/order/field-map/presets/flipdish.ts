import type { FieldMap } from '../field-map.js';

/**
 * Flipdish orders, from its API (wrapped in `Data`), its events, and its webhooks (wrapped in `Body`). The end of an order
 * comes first, then the driver, who ends none by not finding the guest, then the restaurant; a pre-order that was accepted
 * is scheduled. Each line is one piece. Why an order was rejected is a code, and is not shown. Shops may add their own
 * fulfilment statuses, which are not read.
 *
 * Certainty: words and fields of the order and its lines read in Flipdish's own library,
 * https://github.com/flipdishbytes/api-client-javascript (`docs/Order.md`, `docs/OrderItem.md`,
 * `docs/OrderAcceptedEvent.md`); `PendingPayment` in a third party's copy, https://github.com/api-evangelist/flipdish
 * (`json-schema/orders-order-schema.json`); the wrapper `Body` is from memory of https://developers.flipdish.com.
 */
const flipdish: FieldMap = {
  root: ['Body.Order', 'Body', 'Data.Order', 'Data', 'Order', 'body.order', 'body', 'data'],
  fields: {
    id: ['OrderId', 'orderId', 'id', 'ChannelOrderId', 'OrderTrackingCode'],
    status: [
      { path: 'OrderState', statuses: { AcceptedByRestaurant: null, Dispatched: null } },
      {
        path: 'DeliveryTrackingStatus',
        statuses: {
          Unassigned: null,
          Unaccepted: null,
          Accepted: null,
          Carrying: 'out_for_delivery',
          OnTheWay: 'out_for_delivery',
          ArrivedAtLocation: 'out_for_delivery',
          CannotDeliver: { delayed: true },
        },
      },
      { path: 'OrderState', statuses: { AcceptedByRestaurant: null } },
      { path: 'IsPreOrder', statuses: { true: 'scheduled', '*': null } },
      'OrderState',
      'orderState',
    ],
    number: ['LocalOrderId', 'ChannelOrderDisplayId', 'OrderTrackingCode'],
    table_label: 'DropOffLocation',
    restaurant_name: 'Store.Name',
    placed_at: 'PlacedTime',
    currency: ['Currency', 'Store.Currency'],
    reason: [],
    total_minor: { path: 'Amount', scale: 'currency' },
    version: [],
  },
  times: 'utc',
  promised: ['AcceptedFor', 'RequestedForTime'],
  statuses: {
    Created: 'pending',
    PlacedCanBeCancelled: 'pending',
    ReadyToProcess: 'pending',
    PendingPayment: 'pending',
    ManualReview: 'pending',
    AcceptedByRestaurant: 'preparing',
    Dispatched: { status: { delivery: 'out_for_delivery', unknown: 'out_for_delivery' } },
    Delivered: 'completed',
    Cancelled: 'cancelled',
    RejectedByStore: 'rejected',
    RejectedByFlipdish: 'rejected',
    RejectedAutomatically: 'rejected',
    RejectedAfterBeingAccepted: 'rejected',
    AcceptedAndRefunded: 'refunded',
  },
  fulfilments: [
    { path: 'DeliveryType', words: { Delivery: 'delivery' } },
    { path: 'TableServiceCatagory', words: { ParkingBay: 'pickup', DriveThrough: 'pickup' } },
    { path: 'PickupLocationType', words: { TableService: 'dine_in', DineIn: 'dine_in' } },
    { path: 'DeliveryType', words: { Pickup: 'pickup' } },
  ],
  items: { path: ['OrderItems', 'orderItems'], fields: { id: 'MenuItemId', name: ['Name', 'name'], status: [] } },
};

export default flipdish;
