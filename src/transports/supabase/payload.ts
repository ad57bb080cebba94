import { isSameId } from '../../order/order-id.js';
import { isRecord } from '../json.js';
import type { TransportSink } from '../transport.js';
import { failureFromMessage, rowDeleted } from './failures.js';

/** A change of a row: one of the table's changes, or the wrapper of `realtime.broadcast_changes`. */
export interface RowChange {
  readonly type: unknown;
  /** The new row; empty after a deletion. */
  readonly record: unknown;
  /** The row before: often its key alone. */
  readonly old: unknown;
  readonly errors?: unknown;
}

export type PayloadSink = Pick<TransportSink, 'received' | 'lost'>;

/** Reports a change of a row: the new row as a payload, or a deleted or hidden row as a failure. */
export function hearChange({ type, record, old, errors }: RowChange, orderId: string, sink: PayloadSink): void {
  const [error] = Array.isArray(errors) ? errors : [];
  if (error !== undefined && /\b40[13]\b/.test(String(error))) sink.lost(failureFromMessage(`${error}`));
  // Realtime leaves long columns out of a row that is too large; the status is always there.
  else if (type !== 'DELETE') sink.received(record);
  // Filters do not hold for deletions on every server. On a board, the row of an order is not the board's own.
  else if (isOfAnother(old, orderId)) sink.received(old);
  else sink.lost(rowDeleted);
}

/** What a broadcast brings. `realtime.send` puts the message's id into a payload that has none: that is not the order's. */
export function messageIn({ payload, meta }: Readonly<Record<string, unknown>>): unknown {
  if (!isRecord(payload) || !isRecord(meta) || payload.id !== meta.id) return payload;
  const { id: _, ...message } = payload;
  return message;
}

/** The change in the wrapper of `realtime.broadcast_changes`; `undefined` for a broadcast of another form. */
export function wrappedChange(message: unknown): (RowChange & { readonly table: unknown }) | undefined {
  if (!isRecord(message) || typeof message.operation !== 'string') return undefined;
  const { operation: type, table, record, old_record: old } = message;
  return { type, table, record, old };
}

/** Reports a broadcast: the wire shape itself, or the row in a wrapper. */
export function hearBroadcast(message: unknown, orderId: string, sink: PayloadSink): void {
  const change = wrappedChange(message);
  if (change) hearChange(change, orderId, sink);
  else sink.received(message);
}

/**
 * Whether a broadcast is the change of a row that only belongs to the order, such as one of its items. Such a row may
 * have a status, and by chance the order's number as its id.
 */
export function isOfPart(message: unknown, table: string): boolean {
  const change = wrappedChange(message);
  const row = change?.type === 'DELETE' ? change.old : change?.record;
  return change !== undefined && change.table !== table && isRecord(row) && row.order_id != null;
}

/** The state of the order that a broadcast tells; `undefined` if it is about something else, such as a courier. */
export function orderIn(message: unknown, orderId: string): Readonly<Record<string, unknown>> | undefined {
  const change = wrappedChange(message);
  const row = change ? change.record : message;
  if (!isRecord(row) || isOfAnother(row, orderId)) return undefined;
  return change || 'status' in row ? row : undefined;
}

/** Whether a row is another order's. */
function isOfAnother(row: unknown, orderId: string): boolean {
  return isRecord(row) && row.id != null && !isSameId(row.id, { id: orderId, isNamed: true });
}
