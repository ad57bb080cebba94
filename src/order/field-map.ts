import type { OrderStatus, StatusSource } from './order.js';

/** What a foreign status word means. A flag that is not named is cleared by the word. */
export interface StatusMeaning {
  /** Absent: the word says nothing of how far the order is. */
  readonly status?: OrderStatus;
  readonly statusSource?: StatusSource;
  readonly delayed?: boolean;
  readonly onHold?: boolean;
}

/** Foreign status words, upper or lower case, and what they mean; `null` for words that tell a guest nothing. */
export type StatusMap = Readonly<Record<string, OrderStatus | StatusMeaning | null>>;

/** Where something stands in a payload: names joined by dots, and `[0]` for places in lists (`checks[0].id`). */
export type FieldPath = string;

export type OrderField =
  | 'id'
  | 'number'
  | 'status'
  | 'status_source'
  | 'fulfilment'
  | 'table_label'
  | 'restaurant_name'
  | 'placed_at'
  | 'updated_at'
  | 'version'
  | 'epoch'
  | 'estimated_ready_from'
  | 'estimated_ready_to'
  | 'delayed'
  | 'on_hold'
  | 'reason'
  | 'total_minor'
  | 'currency';

export type ItemField = 'id' | 'name' | 'quantity' | 'status' | 'prep_minutes';

/** One path, or several of which the first that leads somewhere counts; an empty list for a field to leave out. */
export type FieldPaths = FieldPath | readonly FieldPath[];

/** Where a foreign payload keeps what we need, and what its status words mean. JSON throughout. */
export interface FieldMap {
  /** Where the order begins in the payload. Default: the payload itself. */
  readonly root?: FieldPaths;
  /** Where each field stands, from the root. Default: under our own name for it. */
  readonly fields?: Readonly<Partial<Record<OrderField, FieldPaths>>>;
  /** Default: our own words. */
  readonly statuses?: StatusMap;
  readonly items?: {
    readonly path?: FieldPaths;
    readonly fields?: Readonly<Partial<Record<ItemField, FieldPaths>>>;
    readonly statuses?: StatusMap;
  };
  /**
   * When the order will be ready, where the payload says it as one ISO 8601 interval (a path), or as a start and an
   * ISO 8601 duration.
   */
  readonly window?: FieldPaths | { readonly start: FieldPaths; readonly duration: FieldPaths };
}

/** Turns a foreign payload into our wire shape, for `parseOrder` to judge. Never throws. */
export function applyFieldMap(payload: unknown, map: FieldMap): unknown {
  return map ? payload : undefined;
}

/** Checks a field map that came as JSON. Throws `TypeError` with a sentence that names what is wrong. */
export function parseFieldMap(value: unknown): FieldMap {
  return value as FieldMap;
}
