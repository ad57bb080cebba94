import type { Database } from '../database/database.js';
import type { Secrets } from '../database/migrate.js';
import { createLite } from '../supabase-rest.js';
import type { Tokens } from '../tokens.js';
import type { StretchPassword } from './stretch-password.js';

export interface StaffAccount {
  readonly email: string;
  readonly password: string;
}

export interface StaffServices {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly tokens: Tokens;
  readonly stretch: StretchPassword;
}

/**
 * Creates a staff account of a restaurant. An account that exists gets this password and this restaurant. Sign-up over
 * HTTP is off: only this creates accounts.
 */
export async function ensureStaff(services: StaffServices, account: StaffAccount, restaurantId: string): Promise<void> {
  const email = account.email.trim().toLowerCase();
  const password = await services.stretch(email, account.password);
  const known = await userId(services.database, email);
  if (known === undefined) await ask(services, 'POST', '/signup', services.secrets.publishableKey, { email, password });
  else await setPassword(services, known, email, password);
  await services.database.transaction((query) =>
    query.query(
      `insert into public.staff (user_id, restaurant_id)
       select id, $2 from auth.users where email = $1 on conflict do nothing`,
      [email, restaurantId],
    ),
  );
}

/** Removes the account from every restaurant and ends its sessions. Returns whether there was one. */
export async function removeStaff(database: Database, email: string): Promise<boolean> {
  return database.transaction(async (query) => {
    const { rows } = await query.query('delete from auth.users where email = $1 returning id', [
      email.trim().toLowerCase(),
    ]);
    return rows.length > 0;
  });
}

async function userId(database: Database, email: string): Promise<string | undefined> {
  const { rows } = await database.transaction((query) =>
    query.query<{ id: string }>('select id::text from auth.users where email = $1', [email]),
  );
  return rows[0]?.id;
}

async function setPassword(services: StaffServices, id: string, email: string, password: string): Promise<void> {
  const token = await services.tokens.sign({ role: 'authenticated', sub: id, email }, 60);
  // The answer to the password that the account has already is a refusal.
  await ask(services, 'PUT', '/user', token, { password }, 'same_password');
}

/** Asks `@supabase/lite` in the server's own name. */
async function ask(
  { database, secrets }: StaffServices,
  method: string,
  path: string,
  token: string,
  body: object,
  acceptedRefusal?: string,
): Promise<void> {
  const request = new Request(`http://localhost/auth/v1${path}`, {
    method,
    headers: {
      apikey: secrets.publishableKey,
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  const answer = await database.serveRest(() => createLite(database, secrets, true).fetch(request));
  if (answer.ok) return;
  const { error_code: code } = (await answer.json()) as { readonly error_code?: string };
  if (code !== acceptedRefusal) throw new Error(`The staff account could not be saved (${code ?? answer.status}).`);
}
