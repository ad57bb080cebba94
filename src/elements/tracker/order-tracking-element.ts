import { property } from 'lit/decorators.js';
import type { Estimate, HistoryTable } from '../../order/estimate/estimate.js';
import type { Fulfilment, OrderStatus } from '../../order/order.js';
import type { ConnectionStatus } from '../../tracker/connection-status.js';
import type { OrderTrackerOptions } from '../../tracker/options.js';
import { idleSnapshot } from '../../tracker/tracker-snapshot.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import { json } from '../shared/converters.js';
import { type ElementClock, elementClock } from '../shared/element-clock.js';
import { OrderConnectionElement } from '../shared/order-connection-element.js';

export type { Tracking } from '../shared/order-connection-element.js';

const nothingKnown = idleSnapshot(undefined, 10);

/** An element that follows one order. What is seen belongs to its heirs. */
export abstract class OrderTrackingElement extends OrderConnectionElement {
  /** The order to follow. Default: the page's URL parameter `order_id`. */
  @property({ attribute: 'order-id' }) orderId: string | null | undefined;

  /** Where Supabase is listened to: `auto` (default), `broadcast` or `changes`. */
  @property({ attribute: 'supabase-channel' }) supabaseChannel: 'auto' | 'broadcast' | 'changes' | null | undefined;

  /** Table of the orders. Default `orders`; `schema.table` is allowed. */
  @property({ attribute: 'supabase-table' }) supabaseTable: string | null | undefined;

  /** `dine_in` (default), `pickup` or `delivery`: steps and wording, unless the order itself says. */
  @property() fulfilment: Fulfilment = 'dine_in';

  /** Whether the last state is kept on the device, for at most 24 h: `device` (default) or `none`. */
  @property() cache: 'device' | 'none' = 'device';

  /** The order as the server knew it, in our wire shape: painted before any request. */
  @property({ attribute: false }) order: unknown;

  /** Quantiles of past orders, which make estimates far better. */
  @property({ attribute: false }) history: HistoryTable | null | undefined;

  #embeddedOrder: unknown;

  /** The order's status; `undefined` while none is known. @readonly */
  get status(): OrderStatus | undefined {
    return this.snapshot.orderStatus;
  }

  /** How the order is followed right now. @readonly */
  get connectionStatus(): ConnectionStatus {
    return this.snapshot.connectionStatus;
  }

  /** Whether changes arrive by themselves right now. (`isConnected` is taken: it is every element's own.) @readonly */
  get isLive(): boolean {
    return this.snapshot.isConnected;
  }

  /** When the back end last sent or confirmed what is shown. @readonly */
  get lastUpdate(): Date | undefined {
    return this.snapshot.lastUpdate;
  }

  /** When the order will be ready. @readonly */
  get estimate(): Estimate | undefined {
    return this.snapshot.estimate;
  }

  /** Everything that is known at this moment. @internal */
  get snapshot(): OrderTrackerSnapshot {
    const { attributeError } = this;
    if (attributeError) return idleSnapshot(undefined, nothingKnown.pollInterval, attributeError);
    return this.tracking.snapshot ?? nothingKnown;
  }

  /** Reads the order now. Resolves when the answer is in, or could not be had. */
  refresh(): Promise<void> {
    return this.tracking.refresh();
  }

  /** Tries again at once, also after an error that ended all tries. */
  retry(): void {
    this.tracking.retry();
  }

  /** The time by which it draws. @internal */
  get clock(): ElementClock {
    return elementClock(this.environment);
  }

  override connectedCallback(): void {
    this.readEmbeddedOrder();
    super.connectedCallback();
  }

  /** Where the order is kept, told apart as the device's memory of orders does it. @internal */
  get backEnd(): string {
    const { supabaseUrl, supabaseTable, websocketUrl, pollUrl } = this;
    return JSON.stringify([supabaseUrl, supabaseTable, websocketUrl, pollUrl]);
  }

  protected override get followedId(): string | undefined {
    return this.orderId || new URLSearchParams(location.search).get('order_id') || undefined;
  }

  protected override get ownOptions(): OrderTrackerOptions {
    return {
      supabaseChannel: this.supabaseChannel ?? undefined,
      supabaseTable: this.supabaseTable ?? undefined,
      fulfilment: this.fulfilment,
      cache: this.cache,
      order: this.order ?? this.#embeddedOrder,
      history: this.history ?? undefined,
    };
  }

  /** Takes the order that the server wrote into the page, as a script of type `application/json` in the tag. @internal */
  protected readEmbeddedOrder(): void {
    const script = this.querySelector(':scope > script[type="application/json"]');
    this.#embeddedOrder = script ? json.fromAttribute?.(script.textContent) : undefined;
    this.requestUpdate();
  }
}
