import { dataOptions, endPointOptions, propertyOptions, sharedOptions } from './option-lists.js';
import type { OptionName, OrderTrackerOptions } from './options.js';

/** Any object that may have some of the options as properties, such as an element. A property may be `null`. */
type HasOptions = Readonly<Partial<Record<OptionName, unknown>>>;

/**
 * The options that an element's properties hold. An empty attribute counts as absent.
 *
 * @param declared the element's own properties: a page may have set others of these names on it
 * @param usual options that hold where the element has none
 */
export function optionsOf(
  element: HasOptions,
  declared: { has(name: string): boolean },
  usual: OrderTrackerOptions = {},
): OrderTrackerOptions {
  const own = propertyOptions.filter((name) => declared.has(name));
  return Object.fromEntries(
    own.map((name) => {
      const value = element[name] === '' ? undefined : element[name];
      // An address may be given as a `URL`, a new one with each rendering.
      return [name, (value instanceof URL ? value.href : value) ?? usual[name]];
    }),
  );
}

/**
 * Refuses what was not called, awaited or picked: it would be sent as text, a token's function with all of its code.
 *
 * @throws Error whose message says what to change
 */
export function refuseNoTexts(options: HasOptions): void {
  for (const name of [...endPointOptions, 'orderId', 'accessToken', 'supabaseKey', 'tokenUrl'] as const) {
    const type = typeof options[name];
    if (options[name] && type !== 'string' && type !== 'number')
      throw new Error(`${name} must be a text, not a ${type}.`);
  }
}

/** Where an order is kept: what tells its back end apart from others. */
export function endPointsOf(options: HasOptions): readonly unknown[] {
  return endPointOptions.map((name) => options[name]);
}

/** What two trackers must have in common to share a chart, in whatever order it was written. */
export function sharedOptionsOf(options: HasOptions): readonly unknown[] {
  return sharedOptions.map((name) => options[name]);
}

/**
 * Whether two sets of options follow an order in the same way. Equal plain data counts as equal: pages that render often
 * hand over a new copy each time.
 */
export function optionsEqual(one: OrderTrackerOptions, other: OrderTrackerOptions): boolean {
  const given = Object.keys({ ...one, ...other }) as OptionName[];
  return given.every(
    (name) =>
      one[name] === other[name] ||
      (dataOptions.includes(name) && JSON.stringify(one[name]) === JSON.stringify(other[name])),
  );
}
