import { cleanText } from './clean-text.js';
import type { OrderItem, OrderPatch, StatusSource, StatusTimes } from './order.js';
import { type ExpectedId, isSameId, otherOrderIn } from './order-id.js';
import { readTime } from './read-time.js';
import { type Fulfilment, fulfilments, type OrderStatus, orderStatuses } from './status.js';
import { sameWord } from './words.js';

/** The result of `parseOrder`. `reason` is for developers and never contains values of the payload. */
export type ParseResult =
  | {
      readonly ok: true;
      readonly patch: OrderPatch;
      /** Values that could not be read and that the developer has to be told about, by their names on the wire. */
      readonly unread?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Whether the payload shows all the same that something has changed and has to be read. Default false. */
      readonly isNews?: boolean;
      /** The id of an order of which the payload says nothing else. */
      readonly id?: string;
    };

/** What is known of a payload before it is parsed. */
export interface PayloadSource {
  /** The order that it should be about. */
  readonly expected?: ExpectedId;
  /** Whether what came before had an id: what has none is then something else. Default false. */
  readonly needsId?: boolean;
  /** Whether times without a zone are in UTC, as in the rows of a database. Default: they cannot be used. */
  readonly isUtc?: boolean;
}

/** More lines than any table orders. The rest is cut off. */
const maximalItems = 200;

/** Reads a foreign value; `undefined` if it cannot be used. */
type Reader<Value> = (value: unknown) => Value | undefined;

const matching =
  (pattern: RegExp): Reader<string> =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

/** In upper or lower case, with blanks, hyphens or underscores. */
const oneOf =
  <Value extends string>(values: readonly Value[]): Reader<Value> =>
  (value) =>
    typeof value === 'string' ? values.find((known) => sameWord(known) === sameWord(value)) : undefined;

const numberWithin =
  (minimum: number, maximum: number): Reader<number> =>
  (value) =>
    typeof value === 'number' && value >= minimum && value <= maximum ? value : undefined;

/** Also accepts text: databases send 64-bit integers as text, and some providers every number. */
const wholeNumber =
  (minimum: number, maximum = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (value) => {
    const number = matching(/^\d+$/)(value) ? Number(value) : value;
    return Number.isInteger(number) ? numberWithin(minimum, maximum)(number) : undefined;
  };

const text =
  (maximalLength: number): Reader<string> =>
  (value) =>
    typeof value === 'string' || Number.isFinite(value)
      ? cleanText(String(value), maximalLength) || undefined
      : undefined;

const boolean: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** Never cut or cleaned: a shortened id could be another order's id. */
const id: Reader<string> = (value) => {
  const whole = typeof value === 'string' ? value.trim() : Number.isSafeInteger(value) ? String(value) : undefined;
  return whole === text(200)(value) ? whole : undefined;
};

const time =
  (isUtc: boolean): Reader<Date> =>
  (value) => {
    const read = readTime(value, isUtc);
    return read instanceof Date ? read : undefined;
  };

const status: Reader<OrderStatus> = (value) =>
  oneOf(orderStatuses)(typeof value === 'string' && sameWord(value) === 'canceled' ? 'cancelled' : value);

/**
 * A line with a name is kept, unless its quantity is 0. Without a quantity, or with one below 0, it counts as one piece; one
 * that is no number, such as "1 kg", is shown as it came.
 */
const item: Reader<OrderItem> = (value) => {
  const line = ownKeys(value);
  const name = text(120)(line.name);
  const shown = amountOf(line);
  return name === undefined || Number(shown) === 0
    ? undefined
    : { name, ...quantity(shown), ...readEach(line, { id, status, prep_minutes: numberWithin(0, 600) }) };
};

/** The quantity as a text; `{"amount":2}` and `[2]` hold nothing else. */
function amountOf({ quantity }: Foreign): string | undefined {
  const [alone = quantity, more] = Object.values(ownKeys(quantity));
  return text(20)(more === undefined ? alone : quantity);
}

function quantity(shown: string | undefined): Pick<OrderItem, 'quantity' | 'amount'> {
  const number = Number(shown?.replace(',', '.'));
  if (number > 0 && number < 10_000) return { quantity: number };
  return { quantity: 1, ...(!(number < 0) && shown && { amount: shown }) };
}

/** Never cut: a shortened code could be another guest's. */
const pickupCode: Reader<string> = (value) => matching(/^[a-z\d]{4,8}$/i)(text(40)(value));

/** Invalid lines are left out; a list with only invalid lines cannot be used. */
const items: Reader<readonly OrderItem[]> = (value) => {
  if (!Array.isArray(value)) return undefined;
  const lines = value.slice(0, maximalItems).flatMap((line) => item(line) ?? []);
  return lines.length > 0 || value.length === 0 ? lines : undefined;
};

/** Unknown statuses and unusable times are left out. */
const statusTimes =
  (isUtc: boolean): Reader<StatusTimes> =>
  (value) => {
    const times = readEach(ownKeys(value), Object.fromEntries(orderStatuses.map((name) => [name, time(isUtc)])));
    return Object.keys(times).length > 0 ? times : undefined;
  };

/** Passes `null` on: it clears the value. */
const orNull =
  <Value>(read: Reader<Value>): Reader<Value | null> =>
  (value) =>
    value === null ? null : read(value);

/** The wire format without the id. Other fields are dropped. `null` cannot clear version, epoch and time. */
const wireOf = (isUtc: boolean) => ({
  status,
  version: wholeNumber(0),
  epoch: text(100),
  updated_at: time(isUtc),
  status_source: orNull(oneOf<StatusSource>(['confirmed', 'estimated'])),
  number: orNull(text(40)),
  pickup_code: orNull(pickupCode),
  fulfilment: orNull(oneOf<Fulfilment>(fulfilments)),
  table_label: orNull(text(60)),
  restaurant_name: orNull(text(120)),
  placed_at: orNull(time(isUtc)),
  estimated_ready_from: orNull(time(isUtc)),
  estimated_ready_to: orNull(time(isUtc)),
  estimated_arrival_from: orNull(time(isUtc)),
  estimated_arrival_to: orNull(time(isUtc)),
  status_times: orNull(statusTimes(isUtc)),
  delayed: orNull(boolean),
  on_hold: orNull(boolean),
  reason: orNull(text(300)),
  accept_by: orNull(time(isUtc)),
  usual_answer_minutes: orNull(wholeNumber(1)),
  kitchen_answer: orNull(text(200)),
  kitchen_answer_at: orNull(time(isUtc)),
  items: orNull(items),
  total_minor: orNull(wholeNumber(0)),
  currency: orNull(matching(/^[A-Z]{3}$/)),
});
const wire = wireOf(false);
const wireInUtc = wireOf(true);

/** The fields whose unusable values are told: what guests see would depend on them. */
const toldFields = /_(at|from|to|times|minor)$|^items$/;
const estimateFields = /^estimated_/;

/**
 * Parses a payload into a patch. All foreign data comes in here, and only known fields get through.
 *
 * A payload without a usable `id` is refused, unless its address named the order, its status is one of ours, and nothing
 * before had an id; and so is a payload with nothing but an `id`. Any other unusable value counts as absent. An unknown status becomes
 * `unmappedStatus`, whatever it was, so that the last known status is not shown as current.
 */
export function parseOrder(payload: unknown, { expected, needsId, isUtc = false }: PayloadSource = {}): ParseResult {
  const order = withId(ownKeys(payload));
  const isExpected = expected && isId(order.id) && isSameId(order.id, expected);
  const other = expected && order.id == null ? otherOrderIn(order, expected) : undefined;
  const orderId = isExpected ? expected.id : (id(order.id) ?? other);
  const values = readEach(order, isUtc ? wireInUtc : wire);
  // `{"status":"failed"}` alone may be about the request.
  const isSaid = values.status && !/failed|rejected/.test(values.status);
  const isWithoutId = order.id == null && expected?.isNamed && !needsId && isSaid;
  if (orderId === undefined && !isWithoutId) {
    // Rounded by `JSON.parse`: it may be this order, or its neighbour.
    const isNews = typeof order.id === 'number' && order.id === Number(expected?.id);
    return { ok: false, reason: 'The payload has no usable id.', ...(isNews && { isNews }) };
  }
  const unread = Object.keys(wire)
    .map((key) => [key, valueUnder(order, key)] as const)
    .filter(([key, value]) => toldFields.test(key) && isUnread(value, values, key));
  const patch = {
    id: orderId ?? String(expected?.id),
    ...values,
    ...(unread.some(([key]) => estimateFields.test(key)) && { hasUnreadEstimate: true }),
  };
  const told = unread.length > 0 ? { unread: Object.fromEntries(unread) } : undefined;
  if (order.status !== undefined && !patch.status) {
    return { ok: true, patch: { ...patch, unmappedStatus: rawStatus(order.status) }, ...told };
  }
  if (Object.keys(patch).length < 2) return { ok: false, reason: 'The payload tells nothing but an id.', id: patch.id };
  return { ok: true, patch, ...told };
}

/** With the address that JSON-LD has for an id, unless it is one that the server made up for a thing without an id. */
function withId(order: Foreign): Foreign {
  const id = order.id ?? order['@id'];
  return Object.assign(order, { id: typeof id === 'string' && /\/genid\/|^_:/.test(id) ? undefined : id });
}

/** Whether a value is there and could not be read; of the times of the steps, any of them. */
function isUnread(value: unknown, values: Foreign, key: string): boolean {
  const read = values[camelCase(key)];
  const isTold = value != null && value !== '';
  const given = () => orderStatuses.filter((name) => valueUnder(ownKeys(value), name) != null).length;
  return isTold && (key === 'status_times' ? Object.keys(Object(read)).length < given() : read === undefined);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' || Number.isInteger(value);
}

/** An unknown status as text that is safe to log and never empty: of an object, its names. */
function rawStatus(status: unknown): string {
  const raw = typeof status === 'object' && status ? `{${Object.keys(status)}}` : String(status);
  return cleanText(raw, 60) || '(empty)';
}

type Foreign = Readonly<Record<string, unknown>>;

/** Own keys only; `__proto__` is a plain key. */
function ownKeys(value: unknown): Foreign {
  return Object.assign(Object.create(null), typeof value === 'object' ? value : undefined);
}

type CamelCase<Key> = Key extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Key;
type ReadValues<Readers> = {
  [Key in keyof Readers as CamelCase<Key>]?: Readers[Key] extends Reader<infer Value> ? Value : never;
};

/** The usable values of a record, under our names. */
function readEach<Readers extends Readonly<Record<string, Reader<unknown>>>>(
  record: Foreign,
  readers: Readers,
): ReadValues<Readers> {
  const entries = Object.entries(readers).flatMap(([key, read]) => {
    const value = read(valueUnder(record, key));
    return value === undefined ? [] : [[camelCase(key), value]];
  });
  return Object.fromEntries(entries);
}

/** What stands under one of our names, or else under it in camelCase, as back ends in JavaScript and Java write it. */
function valueUnder(record: Foreign, key: string): unknown {
  return record[key in record ? key : camelCase(key)];
}

function camelCase(key: string): string {
  return key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
