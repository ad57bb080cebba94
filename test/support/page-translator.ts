/** What page translators do to a text, also within open shadow roots. */
const ways = {
  /** The text gets elements of its own, as from Google Translate. */
  wraps: (text: Text) => {
    const inner = document.createElement('font');
    inner.append(marked(text));
    const outer = document.createElement('font');
    outer.append(inner);
    text.replaceWith(outer);
  },
  /** Another text takes its place. */
  replaces: (text: Text) => text.replaceWith(marked(text)),
  /** It is written over, as by Firefox. */
  overwrites: (text: Text) => {
    text.data = marked(text);
  },
};

export type Way = keyof typeof ways;
export const everyWay = Object.keys(ways) as readonly Way[];

/** Translates all texts below a node. */
export function translate(root: Node, way: Way): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.data.trim() !== '' && text.parentElement?.localName !== 'style') ways[way](text);
  }
}

function marked({ data }: Text): string {
  return `‹${data}›`;
}

/** The text below an element, whether a translator has touched it or not. */
export function textOf(element: Element | null | undefined): string {
  return element?.textContent?.replace(/[‹›]/g, '').replace(/\s+/g, ' ').trim() ?? '';
}
