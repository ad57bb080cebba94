/*
 * The tags in Solid's JSX: attributes, properties (also as `prop:order`), and listeners such as `on:order-ready`.
 */

import type { JSX } from 'solid-js';
import type { ElementOf, ElementTag, Joined, ListenersOf, PropertiesOf, TemplateOf } from './elements.js';

/** What an element takes in JSX. */
export type SolidProps<Tag extends ElementTag> = Joined<
  JSX.HTMLAttributes<ElementOf<Tag>>,
  TemplateOf<Tag> & Prefixed<PropertiesOf<Tag>> & ListenersOf<Tag, 'on:'>
>;
type Prefixed<Properties> = { [Name in keyof Properties & string as `prop:${Name}`]?: Properties[Name] };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'order-status-tracker': SolidProps<'order-status-tracker'>;
      'order-status-board': SolidProps<'order-status-board'>;
    }
  }
}
