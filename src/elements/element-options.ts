import type { OptionRow, OptionUse, OptionValue } from '../tracker/options.js';

/** What an attribute of the element alone can hold, beside what an option can. */
export type ElementValue = OptionValue | 'sound' | 'link';

/** One attribute or property that the element has beside those that are options of the tracker. */
export interface ElementOptionRow {
  /** `element`: how the order is shown, and what the guest can do. */
  readonly use: OptionUse | 'element';
  readonly value: ElementValue;
}

/**
 * THE list of what `<order-status-tracker>` adds to `trackerOptions`. It is read by the playground, by the types for JSX
 * and by the tests; the element itself does not need it. A test insists on a row for every property.
 */
export const elementOptions = {
  layout: { use: 'element', value: ['card', 'compact', 'handover'] },
  theme: { use: 'element', value: ['auto', 'light', 'dark'] },
  labels: { use: 'element', value: 'data' },
  sound: { use: 'element', value: 'sound' },
  vibrate: { use: 'element', value: ['on', 'off'] },
  notify: { use: 'element', value: ['on', 'off'] },
  rating: { use: 'element', value: ['off', 'on'] },
  ratingAfter: { use: 'element', value: 'number' },
  reorder: { use: 'element', value: 'link' },
  receipt: { use: 'element', value: 'link' },
  tip: { use: 'element', value: 'link' },
  askKitchen: { use: 'element', value: ['off', 'on'] },
  askKitchenCooldown: { use: 'element', value: 'number' },
  preset: { use: 'payload', value: 'text' },
} as const satisfies Readonly<Record<string, ElementOptionRow>>;

/** The same for `<order-status-board>`. */
export const boardOptions = {
  restaurantId: { use: 'order', value: 'text' },
  theme: elementOptions.theme,
  labels: elementOptions.labels,
  sound: elementOptions.sound,
  readyMinutes: { use: 'element', value: 'number' },
  preset: elementOptions.preset,
} as const satisfies Readonly<Record<string, ElementOptionRow>>;

/** `pollInterval` → `poll-interval`. */
export type AttributeName<Name extends string> = Name extends `${infer Head}${infer Rest}`
  ? `${Head extends Lowercase<Head> ? Head : `-${Lowercase<Head>}`}${AttributeName<Rest>}`
  : '';

type PropertyOnly = 'data' | 'object' | 'function' | 'internal';

/** The names in a list that are attributes as well. */
export type AttributeOption<List extends Readonly<Record<string, ElementOptionRow>>> = {
  [Name in keyof List & string]: List[Name]['value'] extends PropertyOnly ? never : Name;
}[keyof List & string];

/** `pollInterval` → `poll-interval`; `undefined` for what only a property can hold. */
export function attributeOf(name: string, { value }: OptionRow | ElementOptionRow): string | undefined {
  if (value === 'data' || value === 'object' || value === 'function' || value === 'internal') return undefined;
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
