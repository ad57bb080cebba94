import { adoptStyles, type CSSResult, type CSSResultOrNative } from 'lit';

/** What each root wears, in this order: later styles win. */
const worn = new WeakMap<ShadowRoot, readonly CSSResultOrNative[]>();
/** A sheet belongs to one document: those of others have their own. */
const elsewhere = new WeakMap<Document, Map<CSSResultOrNative, CSSStyleSheet>>();

/** Gives a root its styles: once it is made, and again in each document that its element is moved to. */
export function dress(root: ShadowRoot, styles = worn.get(root) ?? []): void {
  const home = root.ownerDocument;
  const isDressed = worn.has(root);
  worn.set(root, styles);
  // Browsers without shared sheets have no list of them: there Lit adds elements, which go where the root goes.
  if (!root.adoptedStyleSheets && isDressed) return;
  if (home === document || !root.adoptedStyleSheets) adoptStyles(root, [...styles]);
  else root.adoptedStyleSheets = styles.flatMap((one) => sheetIn(home, one));
}

/** Adds the styles of a part that came on demand to an element, once. They come after its own, and win. */
export function addStyles({ shadowRoot: root }: Element, styles: CSSResult | undefined): void {
  const known = (root && worn.get(root)) ?? [];
  if (!root || !styles || known.includes(styles)) return;
  const all = [...known, styles];
  if (root.adoptedStyleSheets) dress(root, all);
  else {
    adoptStyles(root, [styles]);
    worn.set(root, all);
  }
}

function sheetIn(home: Document, styles: CSSResultOrNative): CSSStyleSheet[] {
  const sheets = elsewhere.get(home) ?? new Map<CSSResultOrNative, CSSStyleSheet>();
  elsewhere.set(home, sheets);
  const Sheet = home.defaultView?.CSSStyleSheet;
  const known = sheets.get(styles) ?? (Sheet && new Sheet());
  if (known && !sheets.has(styles)) known.replaceSync('cssText' in styles ? styles.cssText : '');
  if (known) sheets.set(styles, known);
  return known ? [known] : [];
}
