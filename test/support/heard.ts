/** Collects the events of one type. */
export function heard<Name extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: Name,
): HTMLElementEventMap[Name][] {
  const events: HTMLElementEventMap[Name][] = [];
  element.addEventListener(name, (event) => events.push(event));
  return events;
}

/** Everything that a screen reader is given to say by an element, in order: the urgent with an exclamation mark. */
export function listen(tracker: Element, said: string[] = []): string[] {
  for (const [role, mark] of [
    ['status', ''],
    ['alert', '! '],
  ] as const) {
    const region = tracker.shadowRoot?.querySelector(`[role=${role}].quiet`);
    const observer = new MutationObserver(() => {
      if (region?.textContent) said.push(mark + region.textContent);
    });
    if (region) observer.observe(region, { childList: true, characterData: true, subtree: true });
  }
  return said;
}
