import { eventOf, guest, numberOf, type Run, type Sample, timeOf } from './sample.js';

const deliverectWords: Readonly<Record<string, number>> = {
  NEW: 10,
  PREPARING: 50,
  PREPARED: 60,
  'IN DELIVERY': 80,
  FINALIZED: 90,
};

function deliverectOrder(run: Run, step: number, word: string): object {
  return {
    _id: `del-${run.id}`,
    channelOrderId: `channel-${run.id}`,
    channelOrderDisplayId: `D${numberOf(run)}`,
    location: 'loc-sample',
    status: deliverectWords[word] ?? word,
    orderType: 2,
    _created: timeOf(run, 0),
    _updated: timeOf(run, step),
    timeStamp: timeOf(run, step),
    deliveryTime: timeOf(run, 40),
    customer: { name: guest.name, phoneNumber: guest.phone, email: guest.email },
    deliveryAddress: { street: guest.street },
    payment: { amount: 1250 },
    decimalDigits: 2,
    items: [{ _id: 'i1', plu: 'P1', name: 'Pizza Quattro Formaggi', quantity: 1 }],
  };
}

export const deliverect: Sample = {
  provider: 'deliverect',
  title: 'Deliverect',
  isCourier: false,
  steps: [
    { word: 'NEW', shows: 'pending' },
    { word: 'PREPARING', shows: 'preparing' },
    { word: 'PREPARED', shows: 'ready' },
    { word: 'IN DELIVERY', shows: 'out_for_delivery' },
    { word: 'FINALIZED', shows: 'completed' },
  ],
  externalId: ({ id }) => `channel-${id}`,
  message: (run, step, word) => ({
    payload:
      step === 0
        ? deliverectOrder(run, step, word)
        : {
            orderId: `del-${run.id}`,
            channelOrderId: `channel-${run.id}`,
            location: 'loc-sample',
            status: deliverectWords[word] ?? word,
            timeStamp: timeOf(run, step),
            reason: '',
            isIgnoredPOSStatus: false,
          },
  }),
  answer: (run, step, word) => ({ _items: [deliverectOrder(run, step, word)] }),
};

const ifoodCodes: Readonly<Record<string, string>> = {
  PLACED: 'PLC',
  CONFIRMED: 'CFM',
  PREPARATION_STARTED: 'PRS',
  READY_TO_PICKUP: 'RTP',
  DISPATCHED: 'DSP',
  CONCLUDED: 'CON',
};

export const ifood: Sample = {
  provider: 'ifood',
  title: 'iFood',
  isCourier: false,
  steps: [
    { word: 'PLACED', shows: 'pending' },
    { word: 'PREPARATION_STARTED', shows: 'preparing' },
    { word: 'READY_TO_PICKUP', shows: 'ready' },
    { word: 'DISPATCHED', shows: 'out_for_delivery' },
    { word: 'CONCLUDED', shows: 'completed' },
  ],
  externalId: ({ id }) => `ifood-${id}`,
  message: (run, step, word) => ({
    payload: {
      id: eventOf(run, step, word),
      code: ifoodCodes[word] ?? word.slice(0, 3),
      fullCode: word,
      orderId: `ifood-${run.id}`,
      merchantId: 'm-sample',
      createdAt: timeOf(run, step),
      salesChannel: 'IFOOD',
    },
  }),
  answer: (run, _, word) => ({
    id: `ifood-${run.id}`,
    displayId: numberOf(run),
    status: word,
    orderType: 'DELIVERY',
    createdAt: timeOf(run, 0),
    customer: { name: guest.name, phone: { number: guest.phone } },
    delivery: { deliveryAddress: { streetName: guest.street } },
    items: [{ id: 'i1', name: 'Tiramisù della casa', quantity: 2 }],
    total: { orderAmount: 12 },
  }),
};

function openDeliveryOrder(run: Run, word: string): object {
  return {
    id: `od-${run.id}`,
    displayId: numberOf(run),
    type: 'DELIVERY',
    lastEvent: word,
    createdAt: timeOf(run, 0),
    merchant: { id: 'm-sample', name: 'Trattoria Aurora' },
    customer: { name: guest.name, phone: { number: guest.phone } },
    items: [{ id: 'i1', name: 'Panna cotta', quantity: 1 }],
    total: { orderAmount: { value: 5.5, currency: 'BRL' } },
  };
}

export const openDelivery: Sample = {
  provider: 'open-delivery',
  title: 'Open Delivery',
  isCourier: false,
  steps: [
    { word: 'CREATED', shows: 'pending' },
    { word: 'PREPARING', shows: 'preparing' },
    { word: 'READY_FOR_PICKUP', shows: 'ready' },
    { word: 'DISPATCHED', shows: 'out_for_delivery' },
    { word: 'CONCLUDED', shows: 'completed' },
  ],
  externalId: ({ id }) => `od-${id}`,
  message: (run, step, word) => ({
    headers: { 'X-App-Id': 'app-sample', 'X-App-MerchantId': 'm-sample' },
    payload: {
      eventId: eventOf(run, step, word),
      eventType: word,
      orderId: `od-${run.id}`,
      orderURL: `https://platform.example/v1/orders/od-${run.id}`,
      createdAt: timeOf(run, step),
      sourceAppId: 'app-sample',
    },
  }),
  answer: (run, _, word) => openDeliveryOrder(run, word),
};
