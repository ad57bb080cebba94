import { eventOf, guest, numberOf, type Sample, timeOf } from './sample.js';

export const square: Sample = {
  provider: 'square',
  title: 'Square',
  isCourier: false,
  steps: [
    { word: 'PROPOSED', shows: 'pending' },
    { word: 'RESERVED', shows: 'preparing' },
    { word: 'PREPARED', shows: 'ready' },
    { word: 'COMPLETED', shows: 'completed' },
  ],
  externalId: ({ id }) => `SQ${id}`,
  message: (run, step, word) => ({
    payload: {
      merchant_id: 'ML-SAMPLE',
      type: 'order.fulfillment.updated',
      event_id: eventOf(run, step, word),
      created_at: timeOf(run, step),
      data: {
        type: 'order',
        id: `SQ${run.id}`,
        object: {
          order_fulfillment_updated: {
            created_at: timeOf(run, 0),
            fulfillment_update: [{ fulfillment_uid: 'f1', new_state: word }],
            location_id: 'L-SAMPLE',
            order_id: `SQ${run.id}`,
            // The only fulfilment, of an order that is paid.
            state: word === 'COMPLETED' ? 'COMPLETED' : 'OPEN',
            updated_at: timeOf(run, step),
            version: step + 1,
          },
        },
      },
    },
  }),
  answer: (run, step, word) => ({
    order: {
      id: `SQ${run.id}`,
      location_id: 'L-SAMPLE',
      version: step + 1,
      state: 'OPEN',
      ticket_name: numberOf(run),
      created_at: timeOf(run, 0),
      updated_at: timeOf(run, step),
      line_items: [{ uid: 'l1', name: 'Pizza Diavola', quantity: '1' }],
      fulfillments: [
        {
          type: 'PICKUP',
          state: word,
          pickup_details: { recipient: { display_name: guest.name, phone_number: guest.phone } },
        },
      ],
      total_money: { amount: 1200, currency: 'EUR' },
    },
  }),
};

export const toast: Sample = {
  provider: 'toast',
  title: 'Toast',
  isCourier: false,
  steps: [
    { word: 'RECEIVED', shows: 'pending' },
    { word: 'IN_PREPARATION', shows: 'preparing' },
    { word: 'READY_FOR_PICKUP', shows: 'ready' },
    { word: 'CLOSED', shows: 'completed' },
  ],
  externalId: ({ id }) => `toast-${id}`,
  message: (run, step, word) => ({
    headers: { 'Toast-Event-Category': 'order_updated', 'Toast-Event-Type': 'order_updated' },
    payload: {
      timestamp: timeOf(run, step),
      eventCategory: 'order_updated',
      eventType: 'order_updated',
      guid: eventOf(run, step, word),
      details: { restaurantGuid: 'r-sample', order: toastOrder(run, step, word) },
    },
  }),
  answer: toastOrder,
};

function toastOrder(run: Parameters<Sample['message']>[0], step: number, word: string): object {
  return {
    guid: `toast-${run.id}`,
    guestOrderStatus: word,
    approvalStatus: 'APPROVED',
    openedDate: timeOf(run, 0),
    modifiedDate: timeOf(run, step),
    diningOption: { behavior: 'TAKE_OUT' },
    checks: [
      {
        displayNumber: numberOf(run),
        customer: { firstName: guest.name, phone: guest.phone, email: guest.email },
        selections: [{ guid: 's1', displayName: 'Cacio e pepe', quantity: 1, voided: false }],
      },
    ],
  };
}

export const standard: Sample = {
  provider: 'standard',
  title: 'Your own till',
  isCourier: false,
  steps: [
    { word: 'pending', shows: 'pending' },
    { word: 'preparing', shows: 'preparing' },
    { word: 'ready', shows: 'ready' },
    { word: 'served', shows: 'served' },
    { word: 'completed', shows: 'completed' },
  ],
  externalId: ({ id }) => `till-${id}`,
  message: (run, step, word) => ({
    headers: { 'webhook-id': eventOf(run, step, word) },
    payload: {
      id: `till-${run.id}`,
      number: numberOf(run),
      status: word,
      version: step + 1,
      updated_at: timeOf(run, step),
      fulfilment: 'dine_in',
      table_label: '7',
      items: [{ name: 'Tagliatelle al ragù', quantity: 2, prep_minutes: 12 }],
      guest_name: guest.name,
    },
  }),
};
