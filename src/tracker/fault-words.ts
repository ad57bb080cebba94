export type Json = Readonly<Record<string, unknown>>;

/** The path of the first value that fits, the shallowest one. */
export function findDeep(
  value: unknown,
  fits: (value: unknown, key: string, path: string) => boolean,
): string | undefined {
  let level: readonly (readonly [path: string, value: unknown])[] = [['', value]];
  for (let depth = 0; depth < 5; depth += 1) {
    const next = level.flatMap(([path, parent]) =>
      typeof parent === 'object' && parent !== null
        ? Object.entries(parent as Json).map(([key, child]) => {
            const step = Array.isArray(parent) ? `[${key}]` : `${path && '.'}${key}`;
            return [path + step, child, key] as const;
          })
        : [],
    );
    const found = next.find(([path, child, key]) => fits(child, key, path));
    if (found) return found[0];
    level = next.slice(0, 500).map(([path, child]) => [path, child]);
  }
  return undefined;
}

export function contents(value: unknown): string {
  if (!isRecord(value)) return kindOf(value);
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty object';
  return `an object with ${keys
    .slice(0, 12)
    .map((key) => `"${short(key)}"`)
    .join(', ')}${keys.length > 12 ? ', …' : ''}`;
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing (undefined)';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return contents(value);
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

export function quoted(paths: readonly string[]): string {
  // A preset may have a dozen.
  const more = paths.length > 4 ? ', …' : '';
  return (
    `${paths
      .slice(0, 4)
      .map((path) => `"${path}"`)
      .join(' or ')}${more}` || '(no path)'
  );
}

export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function isId(value: unknown): boolean {
  return typeof value === 'string' || Number.isInteger(value);
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The last word of names under which orders have their ids, numbers included that guests are told. */
const idWords =
  /(?:^|_)(?:id|uid|uuid|guid|ulid|no|nr|num|number|nummer|numero|ref|reference|key|code|token|slug|name)$/;
/** Words in paths to what is no id of an order, though it may hold the same number. */
const otherThings =
  /(?:^|_)(?:version|revision|quantity|qty|count|counter|total|sum|amount|price|tax|tip|time|date|at|on|minutes?|min|seconds?|eta|duration|position|index|rank|queue|place|page|limit|size|step|stage|status|state|priority|stars|rating|table|seat|guests?|customers?|users?|persons?|driver|courier|phone|restaurant|shop|store|branch|location|merchant|venue|tenant|items?|lines?|products?|dishes|dish|payment|event|request|session|error)(?:_|$)/;

/** Whether what stands there may be the id of an order, and not a counter, a quantity, a time, or the id of a part. */
export function mayBeId(path: string, value: unknown): boolean {
  const words = wordsOf(path);
  // A text of its own, such as a UUID, is an id under any name.
  return !otherThings.test(words) && (idWords.test(words) || /\D/.test(String(value)));
}

/** What stands directly in an order under a name for ids: the name. */
export function namedId(order: Json): string | undefined {
  return Object.keys(order).find((key) => {
    const value = order[key];
    const words = wordsOf(key);
    return isId(value) && value !== '' && idWords.test(words) && !/name$/.test(words) && !otherThings.test(words);
  });
}

/** `data.orderId[0]` → `data_order_id_0`. */
function wordsOf(path: string): string {
  return path
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z]+/g, '_')
    .toLowerCase()
    .replace(/_+$/, '');
}
