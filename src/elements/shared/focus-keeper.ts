import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps keyboard focus in the card when the focused element disappears; else it would go to the top of the page. */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #focused: Element | null | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.#host.shadowRoot?.activeElement;
  }

  hostUpdated(): void {
    const isLost = this.#focused && !this.#focused.isConnected && this.#host.isConnected;
    const card = isLost && this.#host.shadowRoot?.querySelector<HTMLElement>('.card');
    if (!card) return;
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
  }
}
