/* What WooCommerce's Store API answers, in the shape of its documentation, with what a guest has entered. */

/** What must not be found anywhere after a read. Each is unlike every other text of the tracker. */
export interface GuestData {
  readonly name: string;
  readonly street: string;
  readonly phone: string;
  readonly email: string;
  readonly note: string;
}

const address = ({ name, street, phone }: GuestData) => ({
  first_name: name,
  last_name: `${name}-Venkman`,
  company: `${name} GmbH`,
  address_1: street,
  address_2: `${street}, second floor`,
  city: `${street} City`,
  state: 'NY',
  postcode: `${phone}-10023`,
  country: 'US',
  phone,
});

/** `GET /wp-json/wc/store/v1/order/147?key=…&billing_email=…` */
export function storeOrder(guest: GuestData, status = 'processing'): object {
  return {
    id: 147,
    status,
    items: [
      {
        key: '9bf31c7ff062936a96d3c8bd1f8f2ff3',
        id: 15,
        quantity: 1,
        name: 'Fish &amp; Chips',
        short_description: `<p>${guest.note}</p>`,
        item_data: [{ key: 'Note', value: guest.note }],
        prices: { price: '1800', currency_minor_unit: 2 },
        totals: { line_total: '1800', currency_code: 'GBP', currency_minor_unit: 2 },
      },
    ],
    coupons: [{ code: guest.note, totals: { total_discount: '421', currency_minor_unit: 2 } }],
    fees: [],
    totals: {
      subtotal: '1800',
      total_price: '2150',
      currency_code: 'GBP',
      currency_symbol: '£',
      currency_minor_unit: 2,
      currency_prefix: '£',
    },
    shipping_address: address(guest),
    billing_address: { ...address(guest), email: guest.email },
    needs_payment: false,
    needs_shipping: true,
    payment_requirements: ['products'],
    errors: [],
  };
}

/** What comes instead of the order: refusals of WooCommerce, and what stands between a shop and its guests. */
export function badAnswers(guest: GuestData): Readonly<Record<string, () => Response>> {
  const refusal = (status: number, code: string, message: string) => () =>
    Response.json({ code, message, data: { status, guest: { ...guest } } }, { status });
  const order = storeOrder(guest);
  const text =
    (body: string, type = 'text/html') =>
    () =>
      new Response(body, { headers: { 'Content-Type': type } });
  return {
    'a wrong e-mail': refusal(401, 'woocommerce_rest_invalid_billing_email', `Invalid billing email ${guest.email}`),
    'a customer’s order': refusal(403, 'woocommerce_rest_invalid_user', `This order belongs to ${guest.name}.`),
    'no such order': refusal(404, 'woocommerce_rest_invalid_order', `Invalid order of ${guest.name}`),
    'an error of the shop': refusal(500, 'internal_server_error', guest.street),
    'a status that the shop has added': () => Response.json({ ...order, status: 'with-the-rider' }),
    'an order without a status': () => Response.json({ ...order, status: undefined }),
    'the order of another guest': () => Response.json({ ...order, id: 148 }),
    'an order whose status is the address': () => Response.json({ ...order, status: { ...guest } }),
    'a list of orders': () => Response.json([order, order]),
    'the address alone': () => Response.json(address(guest)),
    'a page of HTML': text(`<!doctype html><title>${guest.name}</title>${guest.street} ${guest.email}`),
    'JSON that breaks off': text(JSON.stringify(order).slice(0, -20), 'application/json'),
    'a PHP notice before the JSON': text(`<br />Notice: ${guest.email}${JSON.stringify(order)}`, 'application/json'),
    'more than 64 kB': () => Response.json({ ...order, padding: guest.street.repeat(4000) }),
  };
}
