import type { TemplateResult } from 'lit';
import { html as make } from './server-html.js';

type Strings = TemplateResult['strings'];

/** The templates that a template has had, one below the other; at the end of the way the one that they make together. */
interface Shape {
  readonly next: Map<unknown, Shape>;
  whole?: Strings;
}

const shapes: Shape = { next: new Map() };

/**
 * Lit's `html`, except that an array of templates becomes part of the template in which it stands. Lit itself marks
 * every element of an array with two comments. If the array gets longer or shorter, or has other templates, Lit replaces
 * all elements of the surrounding template. So use it for parts that are always there and for lists without buttons.
 */
export function html(strings: Strings, ...values: readonly unknown[]): TemplateResult {
  if (!values.some(Array.isArray)) return make(strings, ...values);
  let shape = step(shapes, strings);
  const flat: unknown[] = [];
  for (const value of values) {
    const templates = templatesIn(value);
    shape = step(shape, templates?.length);
    for (const template of templates ?? []) {
      shape = step(shape, template.strings);
      flat.push(...template.values);
    }
    if (!templates) flat.push(value);
  }
  shape.whole ??= join(strings, values);
  return make(shape.whole, ...flat);
}

function step({ next }: Shape, key: unknown): Shape {
  const known = next.get(key) ?? { next: new Map() };
  next.set(key, known);
  return known;
}

function templatesIn(value: unknown): readonly TemplateResult[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function join(strings: Strings, values: readonly unknown[]): Strings {
  const pieces = [strings[0] ?? ''];
  const append = (text = '') => pieces.push((pieces.pop() ?? '') + text);
  // By index: Prototype.js takes `entries` away from lists.
  values.forEach((value, index) => {
    const following = strings[index + 1] ?? '';
    const templates = templatesIn(value);
    if (!templates) pieces.push(following);
    if (!templates) return;
    for (const { strings: inner } of templates) {
      append(inner[0]);
      pieces.push(...inner.slice(1));
    }
    append(following);
  });
  // Lit tells templates from data by `raw`, which JSON cannot have.
  return Object.assign(pieces, { raw: pieces });
}
