import { stringify } from '../../environment/stringify.js';
import { fetchJson, refusalOf } from '../http/fetch-json.js';
import { idNames, ReadError, type ReadRequest, type Subject } from '../transport.js';
import { failureFromDatabase } from './database-failures.js';
import { readRowOrFunction } from './row-or-function.js';
import { qualifiedName } from './table.js';

export interface SupabaseReadOptions {
  /** The project's URL, without a slash at its end. */
  readonly url: string;
  readonly key: string;
  /** `orders` or `schema.table`. */
  readonly table: string;
  /** A function to call instead of reading the table's row. */
  readonly call: string | undefined;
  readonly subject: Subject;
  readonly fetch: typeof fetch;
}

/** Reads the order's row, or what the function returns for it, over Supabase's REST interface. */
export function readFromSupabase(options: SupabaseReadOptions, request: ReadRequest): Promise<unknown> {
  const { url, table, call } = options;
  // Without a token, the function of the kit refuses what the table refuses.
  return readRowOrFunction(request.token && `${url} ${table}`, call, (way) => ask(options, way, request));
}

async function ask(
  { url, key, table, subject, fetch }: SupabaseReadOptions,
  call: string | undefined,
  { orderId, token, signal }: ReadRequest,
): Promise<unknown> {
  const { schema, name } = qualifiedName(call ?? table);
  // Only a JWT may be a bearer token: Supabase refuses the newer `sb_publishable_…` keys as one.
  const bearer = token ?? (key.split('.').length === 3 ? key : undefined);
  const { payload } = await fetchJson({
    url:
      call === undefined
        ? `${url}/rest/v1/${encodeURIComponent(name)}?select=*&id=eq.${encodeURIComponent(orderId)}`
        : `${url}/rest/v1/rpc/${encodeURIComponent(name)}`,
    fetch,
    signal,
    headers: {
      Accept: 'application/json',
      apikey: key,
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
      ...(call !== undefined && { 'Content-Type': 'application/json' }),
      ...(schema !== 'public' && { [call === undefined ? 'Accept-Profile' : 'Content-Profile']: schema }),
    },
    ...(call !== undefined && { body: stringify({ [idNames[subject]]: orderId }) }),
    // A refusal with a code of the database or of PostgREST is certain; others may be the gateway's before it.
    rules: {
      explain: (body, status) => failureFromDatabase(body, status, name, token) ?? refusalOf(body, status),
    },
  });
  return firstRow(payload);
}

/** The one row of an answer. @throws ReadError of kind `not-found` if there is none */
export function firstRow(answer: unknown): unknown {
  const row: unknown = Array.isArray(answer) ? answer[0] : answer;
  if (row === null || row === undefined) throw new ReadError({ kind: 'not-found', reason: 'There is no such order.' });
  return row;
}
