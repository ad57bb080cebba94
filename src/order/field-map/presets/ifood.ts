import type { FieldMap, StatusMap } from '../field-map.js';

const words: StatusMap = {
  PLACED: 'pending',
  PLC: 'pending',
  CONFIRMED: 'pending',
  CFM: 'pending',
  ORDER_CONFIRMED: 'pending',
  SEPARATION_STARTED: 'preparing',
  SPS: 'preparing',
  PREPARATION_STARTED: 'preparing',
  PRS: 'preparing',
  PREPARING: 'preparing',
  SEPARATION_ENDED: null,
  SPE: null,
  PREPARATION_ENDED: 'ready',
  READY_TO_PICKUP: 'ready',
  RTP: 'ready',
  DISPATCHED: {
    status: { delivery: 'out_for_delivery', pickup: 'completed', dine_in: 'served', unknown: 'out_for_delivery' },
  },
  DSP: {
    status: { delivery: 'out_for_delivery', pickup: 'completed', dine_in: 'served', unknown: 'out_for_delivery' },
  },
  READY_TO_DELIVER: 'ready',
  RTD: 'ready',
  COLLECTED: 'out_for_delivery',
  CLT: 'out_for_delivery',
  CONCLUDED: 'completed',
  CON: 'completed',
  CANCELLED: 'cancelled',
  CAN: 'cancelled',
  RECOMMENDED_PREPARATION_START: null,
  RPS: null,
  ASSIGN_DRIVER: null,
  ADR: null,
  GOING_TO_ORIGIN: null,
  GTO: null,
  ARRIVED_AT_ORIGIN: null,
  AAO: null,
  ARRIVED_AT_DESTINATION: null,
  AAD: null,
  PICKUP_AREA_ASSIGNED: null,
  PAA: null,
  DELIVERY_DROP_CODE_REQUESTED: null,
  DDCR: null,
  CANCELLATION_REQUESTED: null,
  CAR: null,
  CANCELLATION_REQUEST_FAILED: null,
  CARF: null,
  CONSUMER_CANCELLATION_REQUESTED: null,
  CCR: null,
  CONSUMER_CANCELLATION_ACCEPTED: null,
  CCA: null,
  CONSUMER_CANCELLATION_DENIED: null,
  CCD: null,
  HANDSHAKE_DISPUTE: null,
  HSD: null,
  HANDSHAKE_SETTLEMENT: null,
  HSS: null,
  KEEPALIVE: null,
};

/** Where a name or code is not known, another one may be. */
const names: StatusMap = { ...words, '*': null };

/** Only events have one: `status` is then that of what the event is about, such as a dispute. */
const codes = ['fullCode', 'fullcode', 'code'];

/**
 * iFood: an order event, as webhooks and polling bring it, and the order of `GET /order/v1.0/orders/{id}`. Its pages disagree
 * on the words: `code` is `CFM` and `fullCode` `CONFIRMED`, or `CONFIRMED` and `ORDER_CONFIRMED`; all of them are known.
 * That a market's goods were collected from the shelves (`SEPARATION_ENDED`) says nothing to guests.
 *
 * Certainty: read in iFood's documentation,
 * https://developer.ifood.com.br/en-US/docs/guides/modules/order/events (of its table of codes only the first rows could be
 * read), https://developer.ifood.com.br/en-US/docs/guides/modules/order/endpoints and
 * https://developer.ifood.com.br/en-US/docs/guides/modules/order/workflow; the times of a scheduled order in
 * https://developer.ifood.com.br/pt-BR/docs/guides/modules/order/scheduled-orders; `DSP`, `CON`, `CAN`, the courier's words and
 * codes, `PRS`, `RTD`, the requests to cancel, the disputes and the fields of the order from memory, or from other people's
 * code.
 */
const ifood: FieldMap = {
  root: ['events', 'order'],
  fields: {
    id: ['orderId', 'id', 'displayId'],
    number: ['metadata.displayId', 'displayId'],
    status: [
      ...codes.map((path) => ({ path, statuses: names })),
      ...['status', 'metadata.status'].map((path) => ({ path, unless: codes })),
      // What staff are told of, if it is none of these words.
      ...codes,
    ],
    updated_at: { path: 'createdAt', when: codes },
    placed_at: [{ path: 'createdAt', unless: codes }],
    restaurant_name: 'merchant.name',
    table_label: ['dineIn.table', 'indoor.table'],
    estimated_ready_to: 'takeout.takeoutDateTime',
    estimated_arrival_from: { path: 'schedule.deliveryDateTimeStart', when: 'delivery' },
    estimated_arrival_to: [{ path: 'schedule.deliveryDateTimeEnd', when: 'delivery' }, 'delivery.deliveryDateTime'],
    currency: 'payments.methods[0].currency',
    total_minor: { path: 'total.orderAmount', scale: 2 },
    reason: [],
    version: [],
  },
  statuses: words,
  fulfilments: ['orderType', 'metadata.orderType'].map((path) => ({
    path,
    words: { DELIVERY: 'delivery', TAKEOUT: 'pickup', DINE_IN: 'dine_in', INDOOR: 'dine_in' },
  })),
  items: { path: ['items', 'metadata.items'], fields: { status: [] } },
};

export default ifood;
