import * as v from 'valibot';
import { readBody, text, uuid, wholeNumber } from './body-schema.ts';
import { contactSchema } from './notify/contact.ts';

const itemSchema = v.object(
  {
    name: text(120),
    quantity: wholeNumber(1, 99),
    prep_minutes: v.optional(v.nullable(wholeNumber(0, 240))),
    price_minor: v.optional(v.nullable(wholeNumber(0, 1_000_000))),
  },
  'must be an object',
);

const orderSchema = v.object(
  {
    restaurant_id: v.optional(uuid),
    fulfilment: v.picklist(['dine_in', 'pickup', 'delivery'], 'must be dine_in, pickup or delivery'),
    table_label: v.optional(v.nullable(text(40))),
    items: v.pipe(
      v.array(itemSchema, 'must be a list'),
      v.minLength(1, 'must have at least one dish'),
      v.maxLength(50, 'must have at most 50 entries'),
    ),
    payment: v.optional(
      v.picklist(['succeeded', 'pending', 'failed'], 'must be succeeded, pending or failed'),
      'pending',
    ),
    /** Where the guest agreed to be told, in the words that the guest saw. */
    notify: v.optional(v.pipe(v.array(contactSchema, 'must be a list'), v.maxLength(6, 'must have at most 6 entries'))),
  },
  'must be a JSON object',
);
export type NewOrder = v.InferOutput<typeof orderSchema>;

/** Reads the body of a request to `orders`. The error of an invalid body has one sentence for each field. */
export function readNewOrder(body: unknown): { readonly order: NewOrder } | { readonly error: string } {
  const result = readBody(orderSchema, body);
  return 'error' in result ? result : { order: result.read };
}

/** The argument of the database's function `place_order` and of those like it. */
export function toDatabase({
  payment,
  items,
  notify: _contacts,
  ...rest
}: NewOrder): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    payment_status: payment,
    items: items.map((item) => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))),
  };
}
