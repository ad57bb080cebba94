import * as v from 'valibot';
import type { Database } from '../database/database.js';
import { hashCapability, newCapability } from '../tokens.js';

function wholeNumber(lowest: number, highest: number) {
  const message = `must be a whole number from ${lowest} to ${highest}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(lowest, message), v.maxValue(highest, message));
}

/** PostgreSQL stores neither, in text or in jsonb. */
const storable = /^[^\0\p{Surrogate}]*$/u;

function text(longest: number) {
  const message = `must be a text of 1 to ${longest} characters`;
  return v.pipe(
    v.string(message),
    v.trim(),
    v.minLength(1, message),
    v.maxLength(longest, message),
    v.regex(storable, 'must not hold a NUL character or half of a surrogate pair'),
  );
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
  'must be a JSON object',
);
export type NewOrder = v.InferOutput<typeof orderSchema>;

/** A large body that is wrong everywhere does not get an even larger answer. */
const mostSentences = 10;

/** Reads the body of `POST /api/orders`, or says what is wrong with it: one sentence for each field. */
export function readNewOrder(body: unknown): { readonly order: NewOrder } | { readonly error: string } {
  // To the library, a list is an object too.
  if (Array.isArray(body)) return { error: 'The body must be a JSON object.' };
  const result = v.safeParse(orderSchema, body);
  if (result.success) return { order: result.output };
  // A figure can break several rules and be told once.
  const sentences = [...new Set(result.issues.map(sentence))];
  return { error: sentences.slice(0, mostSentences).join(' ') };
}

function sentence(issue: v.BaseIssue<unknown>): string {
  const field = fieldName(issue) || 'The body';
  // A missing key is told by the library in words of its own.
  return issue.path && issue.received === 'undefined' ? `${field} is missing.` : `${field} ${issue.message}.`;
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
