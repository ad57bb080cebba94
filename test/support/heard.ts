/** Collects the events of one type. */
export function heard<Name extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: Name,
): HTMLElementEventMap[Name][] {
  const events: HTMLElementEventMap[Name][] = [];
  element.addEventListener(name, (event) => events.push(event));
  return events;
}
