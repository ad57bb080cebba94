import type { ReactiveController } from 'lit';
import { OrderEstimateOutcomeEvent, OrderReadyEvent } from '../order-status-tracker.events.js';
import type { Speech } from '../speech.js';
import type { GuestActions } from './guest-actions.js';
import { guestActionsCode } from './guest-actions-code.js';
import type { GuestActionsHost } from './guest-actions-host.js';

/** Makes the guest's actions once their code is there. What happened to the order until then is handed on. */
export class GuestActionsLater implements ReactiveController {
  readonly #host: GuestActionsHost;
  readonly #speech: Pick<Speech, 'say'>;
  #early: (OrderReadyEvent | OrderEstimateOutcomeEvent)[] = [];
  #actions: GuestActions | undefined;
  #orderId: string | undefined;

  constructor(host: GuestActionsHost, speech: Pick<Speech, 'say'>) {
    this.#host = host;
    this.#speech = speech;
    host.addController(this);
  }

  /** To be called with every event that the element fires. */
  hear(event: Event): void {
    if (!(event instanceof OrderReadyEvent || event instanceof OrderEstimateOutcomeEvent)) return;
    if (this.#actions) this.#actions.hear(event);
    else this.#early.push(event);
  }

  /** `undefined` while nothing is offered, or the code for it is not there. */
  get actions(): GuestActions | undefined {
    return this.#actions;
  }

  /** Whether the page offers anything. */
  get isWanted(): boolean {
    const { rating, askKitchen, onMyWay, gotIt, float, reorder, receipt, tip, share } = this.#host;
    if ([rating, askKitchen, onMyWay, gotIt, float].includes('on') || reorder || receipt || tip || share) return true;
    return this.#host.querySelector(':scope > :is([slot=rating], [slot=reorder], [slot=receipt], [slot=tip])') !== null;
  }

  hostUpdate(): void {
    const { orderId } = this.#host.snapshot;
    if (orderId !== this.#orderId) this.#early = [];
    this.#orderId = orderId;
    const { code } = guestActionsCode;
    if (this.#actions || !code || !this.isWanted) return;
    this.#actions = new code.GuestActions(this.#host, this.#speech);
    for (const event of this.#early.splice(0)) this.#actions.hear(event);
  }
}
