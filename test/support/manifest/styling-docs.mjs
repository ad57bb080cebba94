/*
 * What pages may style of an element, where it is documented with its styles: the class would be all documentation.
 */
import { readFileSync } from 'node:fs';

/** By tag: the file with the tags `@csspart`, `@cssprop` and `@cssstate`. */
const files = { 'order-status-tracker': 'src/elements/tracker/styles/tracker.styles.ts' };

const tag = /^ \* @(csspart|cssprop|cssstate) (?:\[([\w-]+)=(.+?)\]|([\w-]+)) - (.+)$/gm;
const keys = { csspart: 'cssParts', cssprop: 'cssProperties', cssstate: 'cssStates' };

/** Adds them to the elements of the manifest, in place, as plugins of the analyzer do. */
export function addStylingDocs({ modules }) {
  for (const element of modules.flatMap(({ declarations }) => declarations)) {
    const file = files[element.tagName];
    if (!file) continue;
    for (const [, kind, optional, fallback, name = optional, description] of readFileSync(file, 'utf8').matchAll(tag)) {
      const key = keys[kind];
      element[key] = [...(element[key] ?? []), { description, name, ...(fallback && { default: fallback }) }];
    }
  }
}
