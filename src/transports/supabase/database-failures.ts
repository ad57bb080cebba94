import { isRecord } from '../json.js';
import type { Failure, FailureKind } from '../transport.js';

/** What codes of PostgREST and PostgreSQL mean, where the HTTP status says less. */
const kindOfCode: Readonly<Record<string, FailureKind>> = {
  PGRST106: 'config',
  PGRST202: 'config',
  PGRST205: 'config',
  '42P01': 'config',
  '42703': 'config',
  '42883': 'config',
  '22P02': 'not-found',
};

/** What statuses of Supabase's REST interface mean by themselves. */
export const kindOfStatus: Readonly<Record<number, FailureKind>> = {
  400: 'config',
  401: 'auth',
  403: 'forbidden',
  404: 'not-found',
  406: 'config',
  429: 'overload',
  503: 'overload',
};

/** A privilege that the role lacks. Row level security never says so: it hides rows. */
const deniedPrivilege = '42501';

/**
 * What a refusal of PostgREST or the database means; `undefined` for an answer that neither of them wrote.
 *
 * @param name the table or function that was asked
 * @param token what the request carried besides the publishable key
 */
export function failureFromDatabase(body: unknown, status: number, name: string, token: unknown): Failure | undefined {
  const { code, message } = isRecord(body) ? body : {};
  if (typeof code !== 'string') return undefined;
  const lacksPrivilege = code === deniedPrivilege;
  // Without a token, a denial is one: with another role the same row may be read.
  const denied = token === undefined ? 'auth' : 'config';
  const kind = lacksPrivilege ? denied : (kindOfCode[code] ?? kindOfStatus[status] ?? 'network');
  const said = typeof message === 'string' ? message.slice(0, 300) : status;
  const remedy =
    kind === 'config'
      ? ` Check "${name}", its columns and privileges, or set supabase-read.`
      : lacksPrivilege
        ? ' The page has only the publishable key, and no token.'
        : '';
  return { kind, reason: `Supabase: ${said} (${code}).${remedy}`, lacksPrivilege };
}
