import { kindOfStatus } from '../http/fetch-json.js';
import { isRecord } from '../json.js';
import type { Failure } from '../transport.js';

/** Codes of PostgREST and PostgreSQL by which a schema, function, table or column is not there. */
const notThere = /^(?:PGRST(?:106|20[25])|42(?:P01|703|883))$/;

/** An id that is none for the column's type. */
const noSuchId = '22P02';

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
  const said = `Supabase: ${typeof message === 'string' ? message.slice(0, 300) : status} (${code}).`;
  const lacksPrivilege = code === deniedPrivilege;
  // Another role may read the row: with a token, that is a matter of the set-up.
  if (lacksPrivilege && token === undefined)
    return { kind: 'auth', reason: `${said} The page has only the publishable key, and no token.`, lacksPrivilege };
  const usual = code === noSuchId ? 'not-found' : kindOfStatus(status, true);
  const kind = lacksPrivilege || notThere.test(code) ? 'config' : usual;
  const remedy = kind === 'config' ? ` Check "${name}", its columns and privileges, or set supabase-read.` : '';
  return { kind, reason: said + remedy, lacksPrivilege };
}
