/** 8-4-4-4-12 hexadecimal digits, with or without hyphens, as .NET, SQL Server and Java write them. */
const uuid = /^(?:urn:uuid:)?[{(]?([\da-f]{8})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{12})[)}]?$/i;
/** A ULID, in Crockford's letters. */
const ulid = /^[0-7][\da-hjkmnp-tv-z]{25}$/i;
const wholeNumber = /^\d{1,40}$/;

/** The order that is followed, and whether the payload came from an address that named it. */
export interface ExpectedId {
  readonly id: string;
  readonly isNamed: boolean;
}

/**
 * Whether an id from a payload is the expected one in another spelling: blanks around it; a UUID or ULID in other letters;
 * accents in one character or two; "#" before a number for people; a whole number with leading zeros. "42" and "042" as
 * texts are two ids, unless the back end itself was asked for the one and answered with the other. A number beyond 2^53
 * was rounded by `JSON.parse`; only an answer about the one order may be matched with it. An address is that of the order
 * which it names last, before a word at most: `/orders/42`, `/orders/42/status`, `gid://shopify/Order/42?key=a`.
 */
export function isSameId(value: unknown, { id, isNamed }: ExpectedId): boolean {
  // `String` throws at some objects of JSON.
  if (typeof value === 'object') return false;
  const text = String(value).trim();
  if (text === id || canonical(text) === canonical(id)) return true;
  if (/^(?:https?:\/|gid:\/(?=\/\w+\/Order\/))?\//.test(text))
    return endOf(text).some((name) => isSameId(name, { id, isNamed }));
  if (!wholeNumber.test(id)) return false;
  if (typeof value === 'number') return Number(id) === value && (isNamed || Number.isSafeInteger(value));
  return isNamed && wholeNumber.test(text) && BigInt(text) === BigInt(id);
}

/** What stands under the names that an order has in what belongs to it: an item, a payment. */
export function orderNamedIn(part: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(Object(part)).filter(([key]) => /^order(?:_?(?:uu)?id)?$/i.test(key)));
}

/**
 * The id of another order that a payload without an id of its own names; `undefined` if it names none, or this one too. An
 * id of another kind may be the same order's: a number of the database beside a public UUID.
 */
export function otherOrderIn(payload: unknown, expected: ExpectedId): string | undefined {
  const ids = Object.entries(orderNamedIn(payload)).map(([key, value]) => (key === 'order' ? Object(value).id : value));
  if (ids.some((id) => isSameId(id, expected))) return undefined;
  return ids
    .filter((id) => /^[sn]/.test(typeof id))
    .map(String)
    .find((id) => isSameKind(id, expected.id));
}

/** Whether two ids are made up alike, of letters and numbers, or are long and as long as each other, as UUIDs are. */
function isSameKind(one: string, other: string): boolean {
  const [first = '', second] = [one.trim(), other].map(canonical);
  const shape = (id = '') => id.replace(/\d+/g, '0').replace(/[a-z]+/gi, 'a');
  return shape(first) === shape(second) || (first.length > 15 && first.length === second?.length);
}

/** What an address ends with: its last name, and the one before if that is a word. */
function endOf(address: string): readonly string[] {
  const [last = '', before = ''] = address
    .replace(/\?[^#]*/, '')
    .split(/[/#]/)
    .filter(Boolean)
    .reverse();
  return (/^[a-z]+$/i.test(last) ? [last, before] : [last]).map(decoded);
}

/** A part of an address as it was before it was encoded. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function canonical(id: string): string {
  const digits = uuid.exec(id)?.slice(1).join('');
  return digits?.toLowerCase() ?? (ulid.test(id) ? id.toUpperCase() : id.normalize().replace(/^#/, ''));
}
