type Json = Readonly<Record<string, unknown>>;

/** The names under which MongoDB, Firestore and DynamoDB wrap one value. */
const wrappers =
  /^(?:\$(?:oid|date|number(?:Int|Long|Double|Decimal))|(?:string|integer|double|boolean|timestamp|null|map|array)Value|[SNLM]|BOOL)$/;

/**
 * The value in the wrapper of a database that writes its types into JSON: `{"stringValue": "x"}`, `{"S": "x"}`,
 * `{"$oid": "x"}`, `{"_seconds": 1777636800, "_nanoseconds": 0}`. Anything else stays as it is.
 */
export function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, inner] = ['', undefined], second] = entries;
  if (entries.length === 2 && /^_?seconds$/.test(key) && /^_?nano/.test(String(second?.[0]))) return inner;
  if (entries.length !== 1 || !wrappers.test(key)) return value;
  const { fields = {}, values = [] } = Object(inner) as Json;
  if (key === 'mapValue') return fields;
  return key === 'arrayValue' ? values : unwrapped(inner);
}

/** The value itself: converters from XML make a list of each element. */
export function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 && typeof value[0] !== 'object' ? value[0] : value;
}

/** What was decoded last: each path of a field map asks again for the same text. */
let known: { readonly text: string; readonly value: unknown } | undefined;

/** What a text says in JSON, as columns of databases hold it. Anything else stays as it is. */
export function decoded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  if (known?.text !== value) known = { text: value, value: parsed(value) };
  return known.value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
