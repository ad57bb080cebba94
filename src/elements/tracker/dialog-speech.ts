/** Regions in which the card speaks, by their role. */
const roles = ['status', 'alert'];

/**
 * Says in a modal dialog what the card says meanwhile: while a dialog is open, screen readers hear nothing that lies outside
 * of it. What was said before it opened is not repeated.
 */
export class DialogSpeech {
  readonly #dialog: () => HTMLDialogElement | undefined;
  readonly #watch = new MutationObserver(() => this.#repeat());
  #card: Element | undefined;

  /** @param dialog the dialog with regions of the same roles; `undefined` while it is not drawn */
  constructor(dialog: () => HTMLDialogElement | undefined) {
    this.#dialog = dialog;
  }

  /** To be called once the card is drawn. */
  listenTo(card: Element | undefined): void {
    if (!card || card === this.#card) return;
    this.#card = card;
    this.#watch.disconnect();
    for (const role of roles) {
      const region = regionOf(card, role);
      if (region) this.#watch.observe(region, { childList: true });
    }
  }

  #repeat(): void {
    const dialog = this.#dialog();
    for (const role of roles) {
      const said = dialog?.open ? this.#card && regionOf(this.#card, role)?.textContent : '';
      const region = dialog && regionOf(dialog, role);
      if (region && region.textContent !== said) region.textContent = said ?? '';
    }
  }
}

function regionOf(parent: Element, role: string): Element | undefined {
  return [...parent.children].find((child) => child.getAttribute('role') === role);
}
