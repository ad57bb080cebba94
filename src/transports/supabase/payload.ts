import { isRecord } from '../json.js';
import type { TransportSink } from '../transport.js';
import { failureFromMessage, rowDeleted } from './failures.js';

/** What a change of a row says: handed on as the new row, or as the end of the connection. */
export function hearChange(
  { type, record, errors }: { readonly type: unknown; readonly record: unknown; readonly errors: unknown },
  sink: Pick<TransportSink, 'received' | 'lost'>,
): void {
  const [error] = Array.isArray(errors) ? errors : [];
  if (error !== undefined && /\b40[13]\b/.test(String(error))) sink.lost(failureFromMessage(`${error}`));
  else if (type === 'DELETE') sink.lost(rowDeleted);
  // Of a row that is too large the long columns are left out: the status is there.
  else sink.received(record);
}

/** What a broadcast says: the wire shape itself, or what `realtime.broadcast_changes` wraps around a row. */
export function hearBroadcast(payload: unknown, sink: Pick<TransportSink, 'received' | 'lost'>): void {
  const { operation, record } = isRecord(payload) ? payload : {};
  if (typeof operation !== 'string') sink.received(payload);
  else hearChange({ type: operation, record, errors: undefined }, sink);
}
