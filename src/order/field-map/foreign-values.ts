import type { Fulfilment } from '../status.js';
import { decodeHtml } from './decode-html.js';
import type { FieldPath, FieldPaths } from './follow-path.js';

/** How a provider's words, times, texts and prices differ from the wire's. Plain JSON. */
export interface ForeignValues<Field extends string = string> {
  /** Fields that the payload does not have because they are always the same, such as `{"fulfilment": "delivery"}`. */
  readonly constants?: { readonly [Name in Field]?: string | boolean };
  /** Where the payload says how the food reaches the guest. The first word with a meaning counts. */
  readonly fulfilments?: readonly FulfilmentPath[];
  /** The total, if it is not in the smallest unit of its currency. The first path to a number counts. */
  readonly total?: readonly TotalPath[];
  /** The time that was promised to the guest: when a delivery arrives, and when any other order is ready. */
  readonly promised?: FieldPaths;
  /** `utc`: times without a zone are in UTC. Default: they cannot be used. */
  readonly times?: 'utc';
  /** `html`: names, numbers and reasons are HTML; tags are left out and character references decoded. Default: text. */
  readonly texts?: 'html';
}

export interface FulfilmentPath {
  readonly path: FieldPath;
  /** Words in upper or lower case; `*` is any other value that is not `null`. */
  readonly words: Readonly<Record<string, Fulfilment | null>>;
}

export interface TotalPath {
  readonly path: FieldPath;
  /**
   * How many of the number's last digits are behind the decimal point, or the path to that: 0 for `21.50`, 2 for cents.
   * Default: as many as the currency has.
   */
  readonly digits?: number | FieldPath;
  /** The path counts only where this one leads to a value. */
  readonly when?: FieldPath;
}

type Wire = Readonly<Record<string, unknown>>;
type Find = (paths: FieldPaths) => unknown;

const times = [
  'updated_at',
  'placed_at',
  'estimated_ready_from',
  'estimated_ready_to',
  'estimated_arrival_from',
  'estimated_arrival_to',
];
const texts = ['number', 'table_label', 'restaurant_name', 'reason'];

/** The order's fields with the provider's words, times, texts and prices turned into the wire's. */
export function convertFields(wire: Wire, map: ForeignValues, find: Find): Record<string, unknown> {
  const fulfilment = findFulfilment(map, find) ?? wire.fulfilment ?? map.constants?.fulfilment;
  const promised = map.promised && find(map.promised);
  const promisedField = fulfilment === 'delivery' ? 'estimated_arrival_to' : 'estimated_ready_to';
  const currency = typeof wire.currency === 'string' ? wire.currency.trim().toUpperCase() : map.constants?.currency;
  const total = findTotal(map, currency, find);
  const result: Record<string, unknown> = {
    ...map.constants,
    ...(promised != null && { [promisedField]: promised }),
    ...(total !== undefined && { total_minor: total }),
    ...wire,
    ...(fulfilment !== undefined && { fulfilment }),
    ...(currency !== undefined && { currency }),
  };
  for (const name of times) if (name in result) result[name] = toTime(result[name], map);
  for (const name of texts) if (name in result) result[name] = convertText(result[name], map);
  return result;
}

/** A text of the provider as text. */
export function convertText(value: unknown, map: ForeignValues): unknown {
  return map.texts === 'html' && typeof value === 'string' ? decodeHtml(value) : value;
}

function findFulfilment({ fulfilments = [] }: ForeignValues, find: Find): Fulfilment | undefined {
  for (const { path, words } of fulfilments) {
    const value = find(path);
    if (value == null) continue;
    const text = String(value).toLowerCase();
    const entry = Object.entries(words).find(([word]) => word.toLowerCase() === text);
    const fulfilment = entry ? entry[1] : words['*'];
    if (fulfilment) return fulfilment;
  }
  return undefined;
}

function findTotal({ total = [] }: ForeignValues, currency: unknown, find: Find): number | undefined {
  for (const { path, digits, when } of total) {
    const amount = toNumber(find(path));
    if (amount === undefined || (when !== undefined && find(when) == null)) continue;
    const given = typeof digits === 'string' ? toNumber(find(digits)) : digits;
    if (given === undefined) return Math.round(amount);
    const ofCurrency = digitsOf(currency);
    return ofCurrency === undefined ? undefined : Math.round(amount * 10 ** (ofCurrency - given));
  }
  return undefined;
}

function toNumber(value: unknown): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value));
  return isNumber && Number(value) >= 0 ? Number(value) : undefined;
}

/** How many digits the currency's amounts have behind the decimal point. */
function digitsOf(currency: unknown): number | undefined {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: String(currency) });
    return format.resolvedOptions().maximumFractionDigits;
  } catch {
    return undefined;
  }
}

/** Seconds or milliseconds since 1970, as a number or as text, and times without a zone. Others stay as they are. */
function toTime(value: unknown, map: ForeignValues): unknown {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return value;
  if (/^\d{10}(\d{3})?(\.\d+)?$/.test(text)) {
    return new Date(Number(text) * (Number(text) < 1e11 ? 1000 : 1)).toISOString();
  }
  return map.times === 'utc' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? `${text}Z` : value;
}
