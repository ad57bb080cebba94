/** The badge at the icon of an installed page, where the device has such a thing. */
export class AppBadge {
  #isShown = false;

  /** Shows it, or takes it away if it was ours. */
  show(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    const { navigator } = globalThis;
    // Refused where the page is not installed.
    const refused = (): void => {};
    if (isShown) navigator.setAppBadge?.(1).catch(refused);
    else navigator.clearAppBadge?.().catch(refused);
  }
}
