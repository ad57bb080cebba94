import type { OptionRow, OptionUse, OptionValue } from '../../tracker/options.js';

/** What an attribute of the element alone can hold, beside what an option can. */
export type ElementValue = OptionValue | 'sound' | 'link';

/**
 * One attribute or property that an element has beside those that are options of the tracker. Its row stands in the
 * list of its element; the playground, the types for JSX, the check of words and the tests read it.
 */
export interface ElementOptionRow extends Pick<OptionRow, 'range' | 'unit'> {
  /** `element`: how the order is shown, and what the guest can do. */
  readonly use: OptionUse | 'element';
  readonly value: ElementValue;
  /** What such a text is made of, with blanks or commas between. */
  readonly words?: readonly string[];
}

/** What says whether a value can be held. */
export type CheckedRow = Pick<ElementOptionRow, 'value' | 'range' | 'unit' | 'words'>;

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
export function attributeOf(name: string, { value }: Pick<ElementOptionRow, 'value'>): string | undefined {
  if (value === 'data' || value === 'object' || value === 'function' || value === 'internal') return undefined;
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What both elements add to `trackerOptions`: a row for each property of `OrderElement` that is no option of the tracker. */
export const sharedOptions = {
  preset: { use: 'payload', value: 'text' },
  serverPreset: { use: 'transport', value: 'text' },
  theme: { use: 'element', value: ['auto', 'light', 'dark', 'classic', 'classic light', 'classic dark'] },
  labels: { use: 'element', value: 'data' },
  folder: { use: 'element', value: 'text' },
} as const satisfies Readonly<Record<string, ElementOptionRow>>;
