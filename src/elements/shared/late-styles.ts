import { adoptStyles, type CSSResult } from 'lit';

const added = new WeakMap<ShadowRoot, Set<CSSResult>>();

/** Adds the styles of a part that came on demand to an element, once. They come after its own, and win. */
export function addStyles({ shadowRoot: root }: Element, styles: CSSResult | undefined): void {
  const known = (root && added.get(root)) ?? new Set();
  // A sheet belongs to one document.
  if (!root || !styles || known.has(styles) || root.ownerDocument !== document) return;
  added.set(root, known.add(styles));
  // Browsers without shared sheets have no list of them: there Lit adds an element.
  adoptStyles(root, [...(root.adoptedStyleSheets ?? []), styles]);
}
