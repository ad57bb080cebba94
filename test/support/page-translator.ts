/** What a browser's page translator does, also within open shadow roots: each text gets elements of its own. */
export function translate(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.data.trim() === '' || text.parentElement?.localName === 'style') continue;
    const inner = document.createElement('font');
    inner.append(`‹${text.data}›`);
    const outer = document.createElement('font');
    outer.append(inner);
    text.replaceWith(outer);
  }
}

/** The text below an element, whether a translator has touched it or not. */
export function textOf(element: Element | null): string {
  return element?.textContent?.replace(/[‹›]/g, '').replace(/\s+/g, ' ').trim() ?? '';
}
