import { kindOfStatus } from '../http/fetch-json.js';
import { idNames, ReadError, type ReadRequest, type Subject } from '../transport.js';
import { asClient } from './client.js';
import { failureFromDatabase } from './database-failures.js';
import type { SupabaseClientLike } from './options.js';
import { firstRow } from './read.js';
import { readRowOrFunction } from './row-or-function.js';
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
export function readByClient(options: ClientReadOptions, request: ReadRequest): Promise<unknown> {
  return readRowOrFunction(options.table, options.call, (way) => ask(options, way, request));
}

async function ask(
  { client, table, subject }: ClientReadOptions,
  call: string | undefined,
  { orderId, signal }: ReadRequest,
): Promise<unknown> {
  const { schema, name } = qualifiedName(call ?? table);
  const whole = asClient(client);
  const source = whole.schema?.(schema) ?? whole;
  if (source === whole && schema !== 'public')
    throw new ReadError({ kind: 'config', reason: `This version of supabase-js cannot read the schema "${schema}".` });
  let answer: { data: unknown; error: unknown; status: number };
  try {
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
    // Whether the client has a session is its own affair.
    failureFromDatabase(error, status, name, client) ?? {
      kind: kindOfStatus(status, true),
      reason: `Supabase answered ${status}.`,
    },
  );
}
