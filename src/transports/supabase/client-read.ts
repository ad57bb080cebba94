import { isRecord } from '../json.js';
import { type FailureKind, idNames, ReadError, type ReadRequest, type Subject } from '../transport.js';
import { asClient } from './client.js';
import type { SupabaseClientLike } from './options.js';
import { failureFromDatabaseCode, firstRow } from './read.js';
import { qualifiedName } from './table.js';

export interface ClientReadOptions {
  readonly client: SupabaseClientLike;
  /** `orders` or `schema.table`. */
  readonly table: string;
  /** A function to call instead of reading the table's row. */
  readonly call: string | undefined;
  readonly subject: Subject;
}

/** Reads the order with the page's own client. */
export async function readByClient(
  { client, table, call, subject }: ClientReadOptions,
  { orderId, signal }: ReadRequest,
): Promise<unknown> {
  const { schema, name } = qualifiedName(call ?? table);
  let answer: { data: unknown; error: unknown; status: number };
  try {
    const source = asClient(client).schema(schema);
    const query =
      call === undefined
        ? source.from(name).select('*').eq('id', orderId)
        : source.rpc(name, { [idNames[subject]]: orderId });
    answer = await query.abortSignal(signal);
  } catch {
    throw new ReadError({ kind: 'network', reason: 'The Supabase client got no answer.' });
  }
  const { data, error, status } = answer;
  if (error === null || error === undefined) return firstRow(data);
  throw new ReadError(
    failureFromDatabaseCode(isRecord(error) ? error.code : undefined, name) ?? {
      kind: kindOfStatus[status] ?? 'network',
      reason: `Supabase answered ${status}.`,
    },
  );
}

const kindOfStatus: Readonly<Record<number, FailureKind>> = {
  401: 'auth',
  403: 'forbidden',
  404: 'not-found',
  406: 'config',
  429: 'overload',
  503: 'overload',
};
