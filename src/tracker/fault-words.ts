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

/** What a value is, and the value itself where it is a single one. */
export function shownValue(value: unknown): string {
  return value != null && typeof value !== 'object' && value !== ''
    ? `${kindOf(value)} (${JSON.stringify(typeof value === 'string' ? short(value) : value)})`
    : kindOf(value);
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

/** Names of ids, also within what answers are wrapped in. */
const idPath =
  /^(?:(?:data|result|payload|response|body|object|record|orders?)?(?:\[\d+\])?\.)*(?:order_?)?(?:uu)?(?:id|number|no|ref|code)(?:\[0\]|\.\$\w+)?$/i;

/** Whether what stands there may be the order's id: a number under any other name may be a counter, quantity or time. */
export function mayBeId(path: string, value: unknown): boolean {
  return /\D/.test(`${value}`) || idPath.test(path);
}
