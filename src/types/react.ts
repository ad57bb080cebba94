/*
 * The tags in React's JSX. React 19 sets properties and listens to events (`onorder-ready`); older ones set attributes
 * alone. `order-status-tracker/react` has this and the hook.
 */

import type * as React from 'react';
import type { AttributesOf, ElementOf, ElementTag, Joined, ListenersOf, TemplateOf } from './elements.js';

/** What every element takes, for JSX. */
export type ElementProps<Tag extends ElementTag = 'order-status-tracker'> = React.DetailedHTMLProps<
  React.HTMLAttributes<ElementOf<Tag>>,
  ElementOf<Tag>
>;

type SetsProperties = 'useActionState' extends keyof typeof React ? true : false;

/** What an element takes in JSX. */
export type ReactProps<Tag extends ElementTag> = Joined<
  ElementProps<Tag>,
  SetsProperties extends true ? TemplateOf<Tag> & ListenersOf<Tag, 'on'> : AttributesOf<Tag>
>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'order-status-tracker': ReactProps<'order-status-tracker'>;
      'order-status-board': ReactProps<'order-status-board'>;
    }
  }
}
