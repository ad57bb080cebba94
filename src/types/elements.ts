/*
 * What the elements take in the templates of frameworks, derived from the lists of options and events. A file beside
 * this one hands it to each framework: `import 'order-status-tracker/types/vue'`.
 */

import type { boardOptions } from '../elements/board/board-options.js';
import type { OrderStatusBoardEventMap } from '../elements/board/order-status-board.events.js';
import type { OrderStatusBoard } from '../elements/board/order-status-board.js';
import type { AttributeName, AttributeOption, ElementValue } from '../elements/shared/element-option.js';
import type { OrderErrorEvent } from '../elements/shared/order-error-event.js';
import type { elementOptions } from '../elements/tracker/element-options.js';
import type { OrderStatusTrackerEventMap } from '../elements/tracker/order-status-tracker.events.js';
import type { OrderStatusTracker } from '../elements/tracker/order-status-tracker.js';
import type { TrackerOptionRows } from '../tracker/options.js';

/** Each element, the rows of what can be set at it, and its events. */
interface Elements {
  'order-status-tracker': {
    readonly element: OrderStatusTracker;
    readonly rows: TrackerOptionRows & typeof elementOptions;
    readonly events: OrderStatusTrackerEventMap;
  };
  'order-status-board': {
    readonly element: OrderStatusBoard;
    readonly rows: TrackerOptionRows & typeof boardOptions;
    readonly events: OrderStatusBoardEventMap & { 'order-error': OrderErrorEvent };
  };
}

/** `order-status-tracker` or `order-status-board`. */
export type ElementTag = keyof Elements;
/** The class of an element. */
export type ElementOf<Tag extends ElementTag> = Elements[Tag]['element'];
/** The events of an element, by name. */
export type EventsOf<Tag extends ElementTag> = Elements[Tag]['events'];

type RowsOf<Tag extends ElementTag> = Elements[Tag]['rows'];
/** What can be set, without what is for tests. */
type Settable<Tag extends ElementTag> = Exclude<keyof RowsOf<Tag> & keyof ElementOf<Tag>, 'environment'> & string;

/** What an attribute may hold, by its row. */
type AttributeValue<Row> = Row extends { readonly value: infer Value extends ElementValue } ? TextOf<Value> : never;
type TextOf<Value extends ElementValue> = Value extends readonly (infer Word extends string)[]
  ? Word
  : Value extends 'number'
    ? number | `${number}`
    : Value extends 'flag'
      ? boolean | ''
      : string;

/** The attributes, `poll-url` and the like, for what sets attributes alone. */
export type AttributesOf<Tag extends ElementTag> = {
  [Name in AttributeOption<RowsOf<Tag>> & Settable<Tag> as AttributeName<Name>]?:
    | AttributeValue<RowsOf<Tag>[Name]>
    | null
    | undefined;
};

/** The properties, `pollUrl` and the like. */
export type PropertiesOf<Tag extends ElementTag> = {
  [Name in Settable<Tag>]?: ElementOf<Tag>[Name] | undefined;
};

/** For what sets a property where the element has one of that name, and an attribute elsewhere. */
export type TemplateOf<Tag extends ElementTag> = Omit<AttributesOf<Tag>, keyof PropertiesOf<Tag>> & PropertiesOf<Tag>;

/** The listeners, each with `Prefix` before the event's name. */
export type ListenersOf<Tag extends ElementTag, Prefix extends string> = {
  [Name in keyof EventsOf<Tag> & string as `${Prefix}${Name}`]?: ((event: EventsOf<Tag>[Name]) => void) | undefined;
};

/** What a framework gives to every element, without what ours define themselves. */
export type Joined<Base, Own> = Omit<Base, keyof Own> & Own;
