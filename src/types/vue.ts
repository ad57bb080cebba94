/*
 * The tags in Vue's templates: attributes, properties, and listeners such as `@order-ready`. Vue's compiler has to know
 * as well that they are no components: `isCustomElement: (tag) => tag.startsWith('order-status-')`.
 */

import type { HTMLAttributes, PublicProps } from 'vue';
import type { ElementOf, ElementTag, EventsOf, Joined, TemplateOf } from './elements.js';

/** An element as Vue describes a component. */
export type VueElement<Tag extends ElementTag> = new () => {
  $props: VueProps<Tag>;
  $emit: <Name extends keyof EventsOf<Tag>>(name: Name, event: EventsOf<Tag>[Name]) => void;
} & ElementOf<Tag>;

/** What an element takes in a template. */
export type VueProps<Tag extends ElementTag> = Joined<HTMLAttributes & PublicProps, TemplateOf<Tag> & Listeners<Tag>>;

/** `onOrderReady`, which is `@order-ready`. */
type Listeners<Tag extends ElementTag> = {
  [Name in keyof EventsOf<Tag> & string as `on${Words<Name>}`]?: ((event: EventsOf<Tag>[Name]) => void) | undefined;
};
type Words<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Capitalize<Head>}${Words<Rest>}`
  : Capitalize<Name>;

declare module 'vue' {
  interface GlobalComponents {
    'order-status-tracker': VueElement<'order-status-tracker'>;
    'order-status-board': VueElement<'order-status-board'>;
  }
}
