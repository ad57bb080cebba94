import type { Fulfilment, OrderStatus } from '../order/status.js';

/** One line of an order as it is stored. */
export interface StoredItem {
  readonly name: string;
  /** 1 to 99. */
  readonly quantity: number;
  readonly status?: 'pending' | 'preparing' | 'ready' | 'served' | 'cancelled';
  readonly prep_minutes?: number;
}

/** What is stored of an order: what the tracker shows, and nothing else of a webhook. Times are ISO 8601. */
export interface StoredFields {
  readonly status?: OrderStatus;
  readonly status_source?: 'confirmed' | 'estimated' | null;
  readonly delayed?: boolean | null;
  readonly on_hold?: boolean | null;
  readonly reason?: string | null;
  readonly number?: string | null;
  readonly fulfilment?: Fulfilment | null;
  readonly table_label?: string | null;
  readonly placed_at?: string | null;
  readonly estimated_ready_from?: string | null;
  readonly estimated_ready_to?: string | null;
  readonly estimated_arrival_from?: string | null;
  readonly estimated_arrival_to?: string | null;
  readonly items?: readonly StoredItem[] | null;
  readonly total_minor?: number | null;
  readonly currency?: string | null;
}

/** What an event says about an order. */
export interface ProviderPatch {
  readonly fields: StoredFields;
  /** The provider's own version of the order: higher is newer, whatever its clock says. */
  readonly sequence?: number;
  /** Sequences of two epochs cannot be compared: a counter that begins again has another one. */
  readonly epoch?: string;
  /** Whether `occurredAt` is the order's own time, which does not change when a message is sent again. */
  readonly dated?: boolean;
  /** Whether the courier says so, who knows best when the order will be there. */
  readonly courier?: boolean;
  /** Another id under which the provider knows the order: events that have it alone are about the same order. */
  readonly other_id?: string;
  /** Perhaps the id of one of our orders. */
  readonly reference?: string;
  /** Whether an order may be created from what the provider says. A courier's delivery is no order. */
  readonly may_create: boolean;
  /** A status word that the provider's preset does not know. */
  readonly unmapped?: string;
}

/** One event about one order of one provider, checked and mapped. */
export interface ProviderEvent {
  readonly restaurantId: string;
  readonly provider: string;
  /** The provider's id of the order. */
  readonly externalId: string;
  /** Equal for each delivery of one event; absent for a state that was read back, which may be applied any number of times. */
  readonly eventId?: string;
  /** When it happened, by the provider's clock; absent: now. ISO 8601. */
  readonly occurredAt?: string;
  /** Whether only reading the order back tells how it stands. It is nothing to be stored. */
  readonly isUnsure?: boolean;
  readonly patch: ProviderPatch;
}

/**
 * What became of an event. `created`, `applied`: the order changed. `unchanged`: it says what is known. `duplicate`: this
 * event was applied before. `late`: all that it says is older than what is known. `kept`: the rules leave the order's status as it is. `waiting`: the provider's
 * order is none of ours yet, and there is too little to create one; what was said is kept until there is.
 */
export type Outcome = 'created' | 'applied' | 'unchanged' | 'duplicate' | 'late' | 'kept' | 'waiting';

export interface Applied {
  readonly outcome: Outcome;
  readonly orderId?: string;
}

/** An order of a provider. */
export interface ProviderOrder {
  readonly restaurantId: string;
  readonly provider: string;
  readonly externalId: string;
}

/** Where events are written. It, and not the relay, makes sure that each event counts once and that the newest wins. */
export interface RelayStore {
  /**
   * Applies one event, whole or not at all. Rejects if it cannot: the provider is told to send it again, unless it is a
   * `RefusedEvent`.
   */
  apply(event: ProviderEvent): Promise<Applied>;
  /** Orders that have not ended and of which a provider has said nothing for `quietSeconds`, 50 at most. */
  quietOrders(providers: readonly string[], quietSeconds: number): Promise<readonly ProviderOrder[]>;
}

/** An event that the store will never take, however often it comes: the provider is told 400, and not to send it again. */
export class RefusedEvent extends Error {
  override readonly name = 'RefusedEvent';
}
