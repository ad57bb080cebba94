import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerEnvironment } from '../../environment/environment.js';
import { isReady, type OrderStatus } from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import { PerWorld } from '../shared/per-world.js';

/** The orders whose number the guest has closed on this page: an element that takes another's place does not open it again. */
const closed = new PerWorld<true>();

/** What the handover needs of the element. */
export interface HandoverHost extends ReactiveControllerHost, HTMLElement {
  readonly layout: string;
  readonly environment: Partial<TrackerEnvironment> | undefined;
  readonly backEnd: string;
  readonly snapshot: OrderTrackerSnapshot;
  readonly status: OrderStatus | undefined;
}

/** Loaded with the number. In the layout `handover`: opens the number over the whole screen once the order is ready. */
export class Handover implements ReactiveController {
  readonly #host: HandoverHost;
  /** Says in the dialog what the card says: while one is open, screen readers hear nothing that lies outside of it. */
  readonly #echo = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const role = (target as Element).getAttribute('role');
      const region = this.#dialog?.querySelector(`.quiet[role=${role}]`);
      if (region) region.textContent = this.#dialog?.open ? target.textContent : '';
    }
  });
  #isHandedOver = false;

  constructor(host: HandoverHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const { layout, status, isConnected } = this.#host;
    if (!isConnected) return;
    const regions = this.#host.shadowRoot?.querySelectorAll('article > .quiet') ?? [];
    for (const region of regions) this.#echo.observe(region, { childList: true });
    const isHandedOver = layout === 'handover' && isReady(status);
    const closedHere = closed.of(this.#host);
    const order = `${this.#host.backEnd}\n${this.#host.snapshot.orderId}`;
    if (!isHandedOver && status) closedHere.delete(order);
    else if (this.#isHandedOver && this.#dialog && !this.#dialog.open) closedHere.set(order, true);
    const mayOpen = isHandedOver && !this.#isHandedOver && !closedHere.has(order);
    if (mayOpen && !isTyping(this.#host)) this.#showNumber();
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
