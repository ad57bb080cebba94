import { stringify } from '../../environment/stringify.js';
import { fetchJson, refusalOf } from '../http/fetch-json.js';
import { isRecord } from '../json.js';
import { type Failure, idNames, ReadError, type ReadRequest, type Subject } from '../transport.js';
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
export async function readFromSupabase(
  { url, key, table, call, subject, fetch }: SupabaseReadOptions,
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
    rules: { explain: (body, status) => explainRefusal(body, status, name) },
  });
  return firstRow(payload);
}

/** The one row of an answer. @throws ReadError of kind `not-found` if there is none */
export function firstRow(answer: unknown): unknown {
  const row: unknown = Array.isArray(answer) ? answer[0] : answer;
  if (row === null || row === undefined) throw new ReadError({ kind: 'not-found', reason: 'There is no such order.' });
  return row;
}

/** A refusal with a code of the database or of PostgREST is certain; others may be the gateway's before it. */
function explainRefusal(body: unknown, status: number, name: string): Failure | undefined {
  const { code } = isRecord(body) ? body : {};
  return failureFromDatabaseCode(code, name) ?? (typeof code === 'string' ? undefined : refusalOf(body, status));
}

/** What error codes of PostgREST and PostgreSQL mean, where the HTTP status says less. */
export function failureFromDatabaseCode(code: unknown, name: string): Failure | undefined {
  switch (code) {
    case 'PGRST106':
    case 'PGRST202':
    case 'PGRST205':
    case '42P01':
    case '42703':
    case '42883':
      return { kind: 'config', reason: `Supabase knows no "${name}" that fits: check its name, schema and columns.` };
    case '22P02':
      return { kind: 'not-found', reason: 'The order id is not of the kind that the table has.' };
    default:
      return undefined;
  }
}
