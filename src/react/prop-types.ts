import type { ElementOptionRow } from '../elements/shared/element-option.js';

type OptionRows = Readonly<Record<string, ElementOptionRow>>;
type ForUsers<Rows extends OptionRows> = {
  [Name in keyof Rows]: Rows[Name]['value'] extends 'internal' ? never : Name;
}[keyof Rows];
/** A prop for each row of a list, of the type of the element's property. */
export type OptionProps<Element, Rows extends OptionRows> = {
  readonly [Name in ForUsers<Rows> & keyof Element]?: Element[Name] | undefined;
};

/** `order-ready` → `OrderReady`. */
type Capitalized<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Capitalize<Head>}${Capitalized<Rest>}`
  : Capitalize<Name>;
type PropOf<Name> = `on${Capitalized<Name & string>}`;
/** The names of events by the names of their props. */
export type EventNames<Events> = { readonly [Name in keyof Events as PropOf<Name>]: Name };
/** A prop for each event, such as `onOrderReady`. */
export type EventProps<Events> = {
  readonly [Name in keyof Events as PropOf<Name>]?: ((event: Events[Name]) => void) | undefined;
};
