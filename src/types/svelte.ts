/*
 * The tags in Svelte's templates: attributes, properties, and listeners such as `onorder-ready` (Svelte 5) and
 * `on:order-ready`.
 */

import type { HTMLAttributes } from 'svelte/elements';
import type { ElementOf, ElementTag, Joined, ListenersOf, TemplateOf } from './elements.js';

/** What an element takes in a template. */
export type SvelteProps<Tag extends ElementTag> = Joined<
  HTMLAttributes<ElementOf<Tag>>,
  TemplateOf<Tag> & ListenersOf<Tag, 'on' | 'on:'>
>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'order-status-tracker': SvelteProps<'order-status-tracker'>;
    'order-status-board': SvelteProps<'order-status-board'>;
  }
}
