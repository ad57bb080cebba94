import { cleanText } from './clean-text.js';
import type { OrderItem, OrderPatch, StatusSource, StatusTimes } from './order.js';
import { type Fulfilment, fulfilments, orderStatuses } from './status.js';

/** The result of `parseOrder`. `reason` is for developers and never contains values of the payload. */
export type ParseResult =
  | { readonly ok: true; readonly patch: OrderPatch }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Whether the payload shows all the same that something has changed and has to be read. Default false. */
      readonly isNews?: boolean;
    };

/** More lines than any table orders. The rest is cut off. */
const maximalItems = 200;

/** A time outside these limits is a mistake. */
const earliest = Date.UTC(2010);
const latest = Date.UTC(2080);

/** Reads a foreign value; `undefined` if it cannot be used. */
type Reader<Value> = (value: unknown) => Value | undefined;

const matching =
  (pattern: RegExp): Reader<string> =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

const oneOf =
  <Value extends string>(values: readonly Value[]): Reader<Value> =>
  (value) =>
    values.find((known) => known === value);

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
  const whole = typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : undefined;
  return whole === text(200)(value) ? whole : undefined;
};

/**
 * ISO 8601 in the variants of databases and providers. A zone is required: without one, each device would read another
 * moment.
 */
const time: Reader<Date> = (value) => {
  const parts = /^([\d-]{10})[T ]([\d:.]{5,18})(Z|[+-]\d\d)(?::?(\d\d))?$/.exec(String(text(40)(value)));
  if (!parts) return undefined;
  const [, day, clock, zone, minutes = '00'] = parts;
  const date = new Date(`${day}T${clock}${zone}${zone === 'Z' ? '' : `:${minutes}`}`);
  return +date >= earliest && +date < latest ? date : undefined;
};

/** In upper or lower case. */
const fulfilment: Reader<Fulfilment> = (value) => oneOf(fulfilments)(text(20)(value)?.toLowerCase());

const status = oneOf(orderStatuses);

/** A line without a quantity counts as one piece; a line with an invalid quantity is left out. */
const item: Reader<OrderItem> = (value) => {
  const line = ownKeys(value);
  const name = text(120)(line.name);
  const quantity = wholeNumber(1, 999)(line.quantity ?? 1);
  return name && quantity
    ? { name, quantity, ...readEach(line, { id, status, prep_minutes: numberWithin(0, 600) }) }
    : undefined;
};

/** Never cut: a shortened code could be another guest's. */
const pickupCode: Reader<string> = (value) => matching(/^[a-z\d]{4,8}$/i)(text(40)(value));

/** Invalid lines are left out; a list with only invalid lines cannot be used. */
const items: Reader<readonly OrderItem[]> = (value) => {
  if (!Array.isArray(value)) return undefined;
  const lines = value.slice(0, maximalItems).flatMap((line) => item(line) ?? []);
  return lines.length > 0 || value.length === 0 ? lines : undefined;
};

/** Unknown statuses and unusable times are left out. */
const statusTimes: Reader<StatusTimes> = (value) => {
  const times = readEach(ownKeys(value), Object.fromEntries(orderStatuses.map((name) => [name, time])));
  return Object.keys(times).length > 0 ? times : undefined;
};

/** Passes `null` on: it clears the value. */
const orNull =
  <Value>(read: Reader<Value>): Reader<Value | null> =>
  (value) =>
    value === null ? null : read(value);

/** The wire format without the id. Other fields are dropped. `null` cannot clear version, epoch and time. */
const wire = {
  status,
  version: wholeNumber(0),
  epoch: text(100),
  updated_at: time,
  status_source: orNull(oneOf<StatusSource>(['confirmed', 'estimated'])),
  number: orNull(text(40)),
  pickup_code: orNull(pickupCode),
  fulfilment: orNull(fulfilment),
  table_label: orNull(text(60)),
  restaurant_name: orNull(text(120)),
  placed_at: orNull(time),
  estimated_ready_from: orNull(time),
  estimated_ready_to: orNull(time),
  estimated_arrival_from: orNull(time),
  estimated_arrival_to: orNull(time),
  status_times: orNull(statusTimes),
  delayed: orNull(boolean),
  on_hold: orNull(boolean),
  reason: orNull(text(300)),
  items: orNull(items),
  total_minor: orNull(wholeNumber(0)),
  currency: orNull(matching(/^[A-Z]{3}$/)),
};

/**
 * Parses a payload into a patch. All foreign data comes in here, and only known fields get through.
 *
 * A payload without a usable `id` is refused, and so is a payload with nothing but an `id`. Any other unusable value
 * counts as absent. An unknown status becomes `unmappedStatus`, whatever it was, so that the last known status is not
 * shown as current.
 */
export function parseOrder(payload: unknown): ParseResult {
  const order = ownKeys(payload);
  const orderId = id(order.id);
  if (orderId === undefined) return { ok: false, reason: 'The payload has no usable id.' };
  const patch = { id: orderId, ...readEach(order, wire) };
  if (order.status !== undefined && !patch.status) {
    return { ok: true, patch: { ...patch, unmappedStatus: rawStatus(order.status) } };
  }
  if (Object.keys(patch).length < 2) return { ok: false, reason: 'The payload tells nothing but an id.' };
  return { ok: true, patch };
}

/** An unknown status as text that is safe to log and never empty. */
function rawStatus(status: unknown): string {
  const raw = typeof status === 'object' ? (status ? 'object' : 'null') : String(status);
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
    const value = read(record[key]);
    return value === undefined ? [] : [[key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), value]];
  });
  return Object.fromEntries(entries);
}
