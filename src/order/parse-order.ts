import * as v from 'valibot';
import { cleanText } from './clean-text.js';
import { fulfilments, type OrderPatch, orderStatuses } from './order.js';

/** What `parseOrder` makes of a payload. `reason` is for developers and never repeats what the payload held. */
export type ParseResult =
  | { readonly ok: true; readonly patch: OrderPatch }
  | { readonly ok: false; readonly reason: string };

/** More lines than any table orders; what follows them is cut off. */
const maximalItems = 200;

/** Before and after these moments a time can only be a mistake. */
const earliest = Date.UTC(2010);
const latest = Date.UTC(2080);

/** Few kinds of schema, and checks in plain code: each kind that is imported costs every page its bytes. */
const is = <Type>(test: (value: Type) => boolean) => v.custom<Type>((value) => test(value as Type));

const matching = (pattern: RegExp) => is<string>((value) => typeof value === 'string' && pattern.test(value));

const textOrNumber = is<string | number>((value) => typeof value === 'string' || Number.isFinite(value));

const text = (maximalLength: number) =>
  v.pipe(
    textOrNumber,
    v.transform((value) => cleanText(String(value), maximalLength)),
    is((value) => value !== ''),
  );

/** Never cut or cleaned: a part of an id is another order's id. */
const id = v.pipe(
  textOrNumber,
  is((value) => typeof value === 'string' || Number.isSafeInteger(value)),
  v.transform(String),
  is((value) => value !== '' && value === cleanText(value, 200)),
);

const numberWithin = (minimum: number, maximum: number) =>
  is<number>((value) => Number.isFinite(value) && value >= minimum && value <= maximum);

const wholeNumber = (minimum: number, maximum = Number.MAX_SAFE_INTEGER) =>
  v.pipe(is<number>(Number.isSafeInteger), numberWithin(minimum, maximum));

/** Databases send 64-bit integers as text. */
const version = v.pipe(text(20), v.transform(Number), wholeNumber(0));

/** ISO 8601 with a zone: without one it would mean another moment on every device. */
const time = v.pipe(
  matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i),
  v.transform((value) => new Date(value)),
  is((value) => +value >= earliest && +value < latest),
);

const boolean = is<boolean>((value) => typeof value === 'boolean');

const status = v.picklist(orderStatuses);

/** A value that cannot be used counts as absent. */
const lenient = <Schema extends v.GenericSchema>(schema: Schema) => v.fallback(v.optional(schema), undefined);

/** The same, and `null` clears what was known. */
const clearable = <Schema extends v.GenericSchema>(schema: Schema) => lenient(v.nullable(schema));

/** A line without a quantity is one piece; a line with an impossible one is no line. */
const item = v.object({
  id: lenient(id),
  name: text(120),
  quantity: v.optional(wholeNumber(1, 999), 1),
  status: lenient(status),
  prep_minutes: lenient(numberWithin(0, 600)),
});

/** Lines that are none are left out; a list of nothing else cannot be used. */
const items = v.pipe(
  is<unknown[]>(Array.isArray),
  v.transform((lines) => lines.slice(0, maximalItems)),
  v.array(v.fallback(v.optional(item), undefined)),
  is((lines) => lines.length === 0 || lines.some(Boolean)),
  v.transform((lines) => lines.flatMap((line) => (line ? [camelKeys(line)] : []))),
);

/** The wire shape, key by key; whatever else a payload holds is left behind. */
const wireOrder = v.object({
  id,
  status: lenient(status),
  status_source: clearable(v.picklist(['confirmed', 'estimated'])),
  number: clearable(text(40)),
  fulfilment: clearable(v.picklist(fulfilments)),
  table_label: clearable(text(60)),
  restaurant_name: clearable(text(120)),
  placed_at: clearable(time),
  updated_at: lenient(time),
  version: lenient(version),
  epoch: lenient(text(100)),
  estimated_ready_from: clearable(time),
  estimated_ready_to: clearable(time),
  delayed: clearable(boolean),
  on_hold: clearable(boolean),
  reason: clearable(text(300)),
  items: clearable(items),
  total_minor: clearable(wholeNumber(0)),
  currency: clearable(matching(/^[A-Z]{3}$/)),
});

/**
 * Lets through what is known of an order, and nothing else: the only door through which foreign data comes in.
 *
 * A payload without a usable `id` is refused, and so is one that tells nothing beside it. Any other value that
 * cannot be used counts as absent. A status that is not ours is kept as `unmappedStatus`, whatever it was: it must
 * not pass for the last one that we understood.
 */
export function parseOrder(payload: unknown): ParseResult {
  if (typeof payload !== 'object' || payload === null) return { ok: false, reason: 'The payload is no object.' };
  // Own keys only, and `__proto__` as a key like any other.
  const own: Record<string, unknown> = Object.assign(Object.create(null), payload);
  const { success, output } = v.safeParse(wireOrder, own);
  if (!success) return { ok: false, reason: 'The payload has no usable id.' };
  const patch = camelKeys(output);
  if (own.status !== undefined && !patch.status)
    return { ok: true, patch: { ...patch, unmappedStatus: rawStatus(own.status) } };
  if (Object.keys(patch).length < 2) return { ok: false, reason: 'The payload tells nothing but an id.' };
  return { ok: true, patch };
}

/** A status that no map knows, as text that is safe to log and never empty. */
function rawStatus(status: unknown): string {
  const raw = typeof status === 'object' ? (status ? 'object' : 'null') : String(status);
  return cleanText(raw, 60) || '(empty)';
}

type CamelCase<Key> = Key extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Key;
type CamelKeys<Snake> = { [Key in keyof Snake as CamelCase<Key>]: Exclude<Snake[Key], undefined> };

/** Our names for the wire's, without the keys that have no value. */
function camelKeys<Snake extends object>(snake: Snake): CamelKeys<Snake> {
  const entries = Object.entries(snake)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), value]);
  return Object.fromEntries(entries);
}
