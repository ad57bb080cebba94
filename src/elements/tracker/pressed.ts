/**
 * The button, link or summary of our own that was pressed, by the names of its parts. What the page has put into a slot
 * acts for itself.
 */
export function pressed(click: Event, root: Node | null): { target: HTMLElement; parts: DOMTokenList } | undefined {
  const { target } = click;
  const found = target instanceof Element ? target.closest<HTMLElement>('button, a, summary') : null;
  return found && found.getRootNode() === root ? { target: found, parts: found.part } : undefined;
}
