import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isReady, type OrderStatus } from '../../order/status.js';

/** What the handover needs of the element. */
export interface HandoverHost extends ReactiveControllerHost, HTMLElement {
  readonly layout: string;
  readonly status: OrderStatus | undefined;
}

/** Loaded with the number. In the layout `handover`: opens the number over the whole screen once the order is ready. */
export class Handover implements ReactiveController {
  readonly #host: HandoverHost;
  #isHandedOver = false;

  constructor(host: HandoverHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const { layout, status, isConnected } = this.#host;
    if (!isConnected) return;
    const isHandedOver = layout === 'handover' && isReady(status);
    if (isHandedOver && !this.#isHandedOver && !isTyping(this.#host)) this.#showNumber();
    this.#isHandedOver = isHandedOver && this.#dialog !== undefined;
  }

  /** Does what the button of this name is for, if it is one of these. */
  press(part: string): void {
    if (part === 'handover-button') this.#showNumber();
    if (part === 'handover-close') this.#dialog?.close();
  }

  #showNumber(): void {
    this.#dialog?.showModal();
  }

  get #dialog(): HTMLDialogElement | undefined {
    return this.#host.shadowRoot?.querySelector('dialog') ?? undefined;
  }
}

/** Whether the guest is writing in a field of the page: then the number waits for its button. */
function isTyping(host: HTMLElement): boolean {
  const { activeElement } = host.ownerDocument;
  return (
    activeElement instanceof HTMLElement &&
    (activeElement.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(activeElement.tagName))
  );
}
