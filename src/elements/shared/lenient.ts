import type { LitElement } from 'lit';

const warned = new Set<string>();

/**
 * Makes what can only be read ignore what is written to it, with one warning: frameworks set every name that an element
 * has as a property, and one exception there takes the whole page away.
 */
export function ignoreWrites(Class: Pick<typeof LitElement, 'prototype' | 'addInitializer'>): void {
  const { prototype } = Class;
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  const readOnly = descriptors.filter(([, { get, set }]) => get && !set);
  for (const [name, descriptor] of readOnly) {
    const set = () => {
      if (!warned.has(name)) console.warn(`order-status-tracker: "${name}" can only be read.`);
      warned.add(name);
    };
    Object.defineProperty(prototype, name, { ...descriptor, set });
  }
  // What was set before the element was defined would hide it.
  Class.addInitializer((host) => {
    for (const [name] of readOnly) Reflect.deleteProperty(host, name);
  });
}

/** Other spellings of an attribute → its name: `orderid` (as HTML reads `orderId`) and `order_id` → `order-id`. */
export function otherSpellings(names: readonly string[]): ReadonlyMap<string, string> {
  const dashed = names.filter((name) => name.includes('-'));
  return new Map(['', '_'].flatMap((dash) => dashed.map((name) => [name.replaceAll('-', dash), name] as const)));
}

/** The property that an attribute of this name would set: `field-map`, `fieldMap` and `fieldmap` are `fieldMap`. */
export function propertyNamed(Class: typeof LitElement, attribute: string): PropertyKey | undefined {
  const plain = (name: string) => name.replace(/[-_]/g, '').toLowerCase();
  return [...Class.elementProperties.keys()].find((name) => plain(String(name)) === plain(attribute));
}
