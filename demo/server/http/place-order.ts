import * as v from 'valibot';
import type { Database } from '../database/database.js';
import { hashCapability, newCapability } from '../tokens.js';

function wholeNumber(lowest: number, highest: number) {
  const message = `must be a whole number from ${lowest} to ${highest}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(lowest, message), v.maxValue(highest, message));
}

function text(longest: number) {
  const message = `must be a text of 1 to ${longest} characters`;
  return v.pipe(v.string(message), v.trim(), v.minLength(1, message), v.maxLength(longest, message));
}

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
  },
  'The order must be a JSON object.',
);
export type NewOrder = v.InferOutput<typeof orderSchema>;

/** Reads the body of `POST /api/orders`, or says in one sentence what is wrong with it, naming the field. */
export function readNewOrder(body: unknown): { readonly order: NewOrder } | { readonly error: string } {
  const result = v.safeParse(orderSchema, body);
  if (result.success) return { order: result.output };
  const [issue] = result.issues;
  const field = fieldName(issue);
  if (field === '') return { error: issue.message };
  // A missing key is told by the library in words of its own.
  return { error: issue.received === 'undefined' ? `${field} is missing.` : `${field} ${issue.message}.` };
}

/** `items[2].quantity` */
function fieldName({ path }: v.BaseIssue<unknown>): string {
  return (path ?? []).reduce((name, { key }) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}

/** The order as it was placed, and the secret of the guest's link, which is kept nowhere. */
export interface PlacedOrder {
  readonly id: string;
  readonly number: string;
  readonly capability: string;
}

/** Places the order with the rights of the restaurant's own server. */
export async function placeOrder(database: Database, restaurantId: string, order: NewOrder): Promise<PlacedOrder> {
  const capability = newCapability();
  const { payment, items, ...rest } = order;
  const newOrder = {
    ...rest,
    restaurant_id: restaurantId,
    payment_status: payment,
    items: items.map((item) => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))),
  };
  const { rows } = await database.as({ role: 'service_role' }, (query) =>
    query.query<{ id: string; number: string }>('select id, number from public.place_order($1, $2)', [
      JSON.stringify(newOrder),
      hashCapability(capability),
    ]),
  );
  const [placed] = rows;
  if (!placed) throw new Error('place_order answered nothing');
  return { ...placed, capability };
}
