import { decoded, unwrapped } from './wrapped-values.js';

/**
 * A place in a payload: names joined by dots, list indices in brackets: `checks[0].id`; `[-1]` is the last one, `[*]` all
 * of them in one list, also those of an object: `checks[*].lines`. Names with dots stand in brackets and quotes:
 * `["pos.order"][0].state`. Names count capitals.
 */
export type FieldPath = string;

/** A path that counts only under a condition: events often reuse the names of the order. */
export interface ConditionalPath {
  readonly path: FieldPath;
  /** The path counts only where one of these leads to a value. */
  readonly when?: FieldPath | readonly FieldPath[];
  /** The path counts only where none of these leads to a value. */
  readonly unless?: FieldPath | readonly FieldPath[];
}

/** One path, or several: the first that leads to a value counts. An empty list leaves the field out. */
export type FieldPaths = FieldPath | ConditionalPath | readonly (FieldPath | ConditionalPath)[];

/** The value under the first path that leads to one; `null` if a path led to `null` and none to a value. */
export function find(payload: unknown, paths: FieldPaths): unknown {
  const values = list(paths).map((path) => {
    if (typeof path === 'string') return unwrapped(follow(payload, path));
    const leads = (other: FieldPath) => follow(payload, other) != null;
    const { when, unless = [] } = path;
    const counts = (when === undefined || list(when).some(leads)) && !list(unless).some(leads);
    return counts ? unwrapped(follow(payload, path.path)) : undefined;
  });
  return values.find((value) => value != null) ?? values.find((value) => value === null);
}

/** Follows own properties only: `constructor` leads nowhere. */
export function follow(payload: unknown, path: FieldPath): unknown {
  return followKeys(payload, keysOf(path));
}

/** A text that holds JSON and the wrappers of databases are no steps of their own. */
export function followKeys(from: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return from;
  const value = decoded(from);
  if (typeof value !== 'object' || value === null) return undefined;
  const inner = unwrapped(value);
  if (key === '*') return Object.values(Object(inner)).flatMap((entry) => followKeys(entry, rest) ?? []);
  if (Array.isArray(value) && Number(key) < 0) return followKeys(value.at(Number(key)), rest);
  if (Object.hasOwn(value, key)) return followKeys((value as Record<string, unknown>)[key], rest);
  return inner === value ? undefined : followKeys(inner, keys);
}

/** The names and indices of a path. */
export function keysOf(path: FieldPath): readonly string[] {
  // Not `Array.from`, which old libraries replace.
  return [...path.matchAll(/\["([^"]*)"\]|[^.[\]]+/g)].map(([key, quoted]) => quoted ?? key);
}

/** The paths alone, without their conditions. */
export function pathsOf(paths: FieldPaths): readonly FieldPath[] {
  return list(paths).map((path) => (typeof path === 'string' ? path : path.path));
}

/** A list as it is, anything else as a list of one. */
export function list<Item>(items: Item | readonly Item[]): readonly Item[] {
  return ([] as Item[]).concat(items);
}
