import { isRecord } from '../json.js';
import type { TransportSink } from '../transport.js';
import { failureFromMessage, rowDeleted } from './failures.js';

/** Reports a change of a row: the new row as a payload, or a deleted or hidden row as a failure. */
export function hearChange(
  { type, record, errors }: { readonly type: unknown; readonly record: unknown; readonly errors: unknown },
  sink: Pick<TransportSink, 'received' | 'lost'>,
): void {
  const [error] = Array.isArray(errors) ? errors : [];
  if (error !== undefined && /\b40[13]\b/.test(String(error))) sink.lost(failureFromMessage(`${error}`));
  else if (type === 'DELETE') sink.lost(rowDeleted);
  // Realtime leaves long columns out of a row that is too large; the status is always there.
  else sink.received(record);
}

/** Reports a broadcast: the wire shape itself, or the row in the wrapper of `realtime.broadcast_changes`. */
export function hearBroadcast(payload: unknown, sink: Pick<TransportSink, 'received' | 'lost'>): void {
  const { operation, record } = isRecord(payload) ? payload : {};
  if (typeof operation !== 'string') sink.received(payload);
  else hearChange({ type: operation, record, errors: undefined }, sink);
}
