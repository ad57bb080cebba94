import { eventOf, guest, numberOf, type Run, type Sample, timeOf } from './sample.js';

/** A whole number from the letters of a run. */
function wholeNumber({ id }: Run): number {
  return 4_000_000 + (Number.parseInt(id, 36) % 1_000_000);
}

function wooOrder(run: Run, step: number, word: string): object {
  return {
    id: wholeNumber(run),
    number: numberOf(run),
    status: word,
    currency: 'EUR',
    total: '9.50',
    date_created_gmt: timeOf(run, 0).slice(0, 19),
    date_modified_gmt: timeOf(run, step).slice(0, 19),
    billing: { first_name: guest.name, phone: guest.phone, email: guest.email, address_1: guest.street },
    shipping_lines: [{ method_id: 'local_pickup' }],
    line_items: [{ id: 1, name: 'Pizza Margherita &amp; basil', quantity: 1 }],
  };
}

export const woocommerce: Sample = {
  provider: 'woocommerce',
  title: 'WooCommerce',
  isCourier: false,
  steps: [
    { word: 'on-hold', shows: 'pending' },
    { word: 'processing', shows: 'preparing' },
    { word: 'completed', shows: 'completed' },
    { word: 'refunded', shows: 'refunded' },
  ],
  externalId: (run) => String(wholeNumber(run)),
  message: (run, step, word) => ({
    headers: {
      'X-WC-Webhook-Topic': 'order.updated',
      'X-WC-Webhook-Source': 'https://shop.example/',
      'X-WC-Webhook-Delivery-ID': eventOf(run, step, word),
    },
    payload: wooOrder(run, step, word),
  }),
  answer: wooOrder,
};

function shopifyOrder(run: Run, step: number, word: string): object {
  const shipment =
    word === 'new' ? [] : [{ id: 1, order_id: wholeNumber(run), status: 'success', shipment_status: word }];
  return {
    id: wholeNumber(run),
    name: `#${numberOf(run)}`,
    created_at: timeOf(run, 0),
    updated_at: timeOf(run, step),
    currency: 'EUR',
    current_total_price: '13.50',
    email: guest.email,
    phone: guest.phone,
    shipping_address: { name: guest.name, address1: guest.street },
    fulfillment_status: null,
    fulfillments: shipment,
    line_items: [{ id: 2, name: 'Gnocchi al pesto', quantity: 1 }],
  };
}

export const shopify: Sample = {
  provider: 'shopify',
  title: 'Shopify',
  isCourier: false,
  steps: [
    { word: 'new', shows: 'pending' },
    { word: 'ready_for_pickup', shows: 'ready' },
    { word: 'picked_up', shows: 'completed' },
  ],
  externalId: (run) => String(wholeNumber(run)),
  message: (run, step, word) => ({
    headers: {
      'X-Shopify-Topic': 'orders/updated',
      'X-Shopify-Shop-Domain': 'sample.myshopify.com',
      'X-Shopify-Webhook-Id': eventOf(run, step, word),
      'X-Shopify-Triggered-At': timeOf(run, step),
    },
    payload: shopifyOrder(run, step, word),
  }),
  answer: (run, step, word) => ({ order: shopifyOrder(run, step, word) }),
};

export const ucp: Sample = {
  provider: 'ucp',
  title: 'UCP (agents that shop)',
  isCourier: false,
  steps: [
    { word: 'new', shows: 'pending' },
    { word: 'processing', shows: 'preparing' },
    { word: 'shipped', shows: 'out_for_delivery' },
    { word: 'delivered', shows: 'completed' },
  ],
  externalId: ({ id }) => `order_${id}`,
  message: (run, step, word) => ({
    headers: {
      'Webhook-Id': eventOf(run, step, word),
      'Webhook-Timestamp': String(Math.floor(Date.parse(timeOf(run, step)) / 1000)),
    },
    payload: {
      ucp: { version: '2026-08-25', capabilities: { 'dev.ucp.shopping.order': [{ version: '2026-08-25' }] } },
      id: `order_${run.id}`,
      label: numberOf(run),
      checkout_id: `checkout_${run.id}`,
      permalink_url: 'https://shop.example/orders/1',
      currency: 'EUR',
      line_items: [
        {
          id: 'li_1',
          item: { id: 'p1', title: 'Burrata pugliese', price: 980 },
          quantity: { original: 1, total: 1, fulfilled: word === 'delivered' ? 1 : 0 },
          status: word === 'delivered' ? 'fulfilled' : 'processing',
          totals: [],
        },
      ],
      fulfillment: {
        expectations: [
          {
            id: 'exp_1',
            method_type: 'shipping',
            line_items: [{ id: 'li_1', quantity: 1 }],
            destination: { first_name: guest.name, phone_number: guest.phone, street_address: guest.street },
          },
        ],
        events:
          word === 'new'
            ? []
            : [
                {
                  id: `fe_${step}`,
                  occurred_at: timeOf(run, step),
                  type: word,
                  line_items: [{ id: 'li_1', quantity: 1 }],
                },
              ],
      },
      totals: [{ type: 'total', amount: 980 }],
    },
  }),
};
