/*
 * The tags in Preact's JSX: attributes, properties, and listeners such as `onorder-ready`.
 */

import type { JSX, Ref } from 'preact';
import type { ElementOf, ElementTag, Joined, ListenersOf, TemplateOf } from './elements.js';

/** What an element takes in JSX. */
export type PreactProps<Tag extends ElementTag> = Joined<
  JSX.IntrinsicElements['div'],
  TemplateOf<Tag> & ListenersOf<Tag, 'on'> & { ref?: Ref<ElementOf<Tag>> | undefined }
>;

declare module 'preact' {
  namespace createElement.JSX {
    interface IntrinsicElements {
      'order-status-tracker': PreactProps<'order-status-tracker'>;
      'order-status-board': PreactProps<'order-status-board'>;
    }
  }
}
