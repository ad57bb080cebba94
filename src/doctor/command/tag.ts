import type { ElementOptionRow } from '../../elements/shared/element-option.js';
import { attributeOf } from '../../elements/shared/element-option.js';
import { elementOptions } from '../../elements/tracker/element-options.js';
import { decodeHtml } from '../../order/field-map/decode-html.js';
import { nearest } from '../../order/nearest.js';
import { trackerOptions } from '../../tracker/options.js';

/** What a tag says. */
export interface Tag {
  readonly attributes: ReadonlyMap<string, string>;
  /** Attributes that the element does not know, and which one was probably meant. */
  readonly mistyped: readonly (readonly [name: string, meant: string])[];
  /** How many tags there are. */
  readonly count: number;
}

const tagPattern = /<order-status-tracker\b((?:"[^"]*"|'[^']*'|[^>"'])*)>?/gi;
const attributePattern = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

const known = [
  ...Object.entries<ElementOptionRow>({ ...trackerOptions, ...elementOptions }).flatMap(
    ([name, row]) => attributeOf(name, row) ?? [],
  ),
];

/** The first `<order-status-tracker …>` in a text; `undefined` if there is none. Comments do not count. */
export function findTag(html: string): Tag | undefined {
  const tags = [...html.replace(/<!--[\s\S]*?-->/g, '').matchAll(tagPattern)];
  const [, inner] = tags[0] ?? [];
  if (inner === undefined) return undefined;
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of inner.matchAll(attributePattern)) {
    const value = decodeHtml(double ?? single ?? bare ?? '');
    // The first one counts, as in HTML.
    if (!attributes.has(name.toLowerCase())) attributes.set(name.toLowerCase(), value);
  }
  const mistyped = [...attributes.keys()].flatMap((name) => {
    const meant = known.includes(name) ? undefined : nearest(name, known);
    return meant === undefined ? [] : [[name, meant] as const];
  });
  return { attributes, mistyped, count: tags.length };
}
