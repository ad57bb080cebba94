/** States that pages can style by: `order-status-tracker:state(late)`, and `[state-late]` in browsers without them. */
export class CustomStates {
  readonly #host: HTMLElement;
  #states: CustomStateSet | undefined;
  readonly #shown = new Map<string, boolean>();

  constructor(host: HTMLElement) {
    this.#host = host;
    try {
      this.#states = host.attachInternals?.().states;
    } catch {
      // A polyfill of custom elements has made an element that the browser takes for none.
    }
  }

  /** Turns each of these states on or off. */
  show(states: Readonly<Record<string, boolean>>): void {
    for (const [name, isOn] of Object.entries(states)) {
      if ((this.#shown.get(name) ?? false) === isOn) continue;
      this.#shown.set(name, isOn);
      try {
        // The first browsers with custom states refuse names without dashes.
        if (isOn) this.#states?.add(name);
        else this.#states?.delete(name);
      } catch {
        this.#host.toggleAttribute(`state-${name}`, isOn);
      }
      if (!this.#states) this.#host.toggleAttribute(`state-${name}`, isOn);
    }
  }
}

let isWriting = false;

/** Whether it is the element itself that changes an attribute, and no script of the page. */
export function isReflecting(): boolean {
  return isWriting;
}

/** Writes a value to an attribute, so that pages can style by it; `undefined` removes it. */
export function reflect(element: Element, name: string, value: string | undefined): void {
  isWriting = true;
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  isWriting = false;
}
