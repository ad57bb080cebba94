import { App } from '@supabase/lite';
import type { Database } from './database/database.js';
import type { Secrets } from './database/migrate.js';
import { bearerToken, type Tokens } from './tokens.js';

/** Answers Supabase's REST and auth requests. */
export type SupabaseRest = (request: Request) => Promise<Response>;

function createApp(database: Database, { jwtSecret, publishableKey }: Secrets, enableSignup: boolean): App {
  return new App({
    connection: database.connection,
    auth: {
      enabled: true,
      jwt_secret: jwtSecret,
      publishable_key: publishableKey,
      enable_signup: enableSignup,
      email: { enable_signup: enableSignup, enable_confirmations: false },
    },
    api: { schemas: ['public'] },
    studio: { enabled: false },
    options: { server: { disableStudio: true } },
  });
}

/** Creates the tables of Supabase Auth. */
export async function prepareAuth(database: Database, secrets: Secrets): Promise<void> {
  await database.exclusively(() => createApp(database, secrets, false).ensureSystemSchema());
}

/**
 * Serves `/rest/v1` and `/auth/v1` like a hosted project. Each request has the database to itself until it is answered.
 * Its body is therefore read before it enters the queue.
 */
export function createSupabaseRest(database: Database, secrets: Secrets, tokens: Tokens): SupabaseRest {
  const app = createApp(database, secrets, false);
  return async (request) => {
    const token = bearerToken(request.headers.get('authorization') ?? undefined);
    if (token !== undefined && token !== secrets.publishableKey) {
      const { fault } = await tokens.check(token);
      if (fault) return refusal(fault.kind === 'expired' ? 'JWT expired' : 'JWT is not valid here');
    }
    const whole = await withBody(request);
    return database.exclusively(() => app.fetch(whole));
  };
}

async function withBody(request: Request): Promise<Request> {
  if (request.body === null) return request;
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: await request.arrayBuffer() });
}

function refusal(message: string): Response {
  return Response.json(
    { code: 'PGRST301', message, details: null, hint: null },
    { status: 401, headers: { 'Access-Control-Allow-Origin': '*' } },
  );
}

export interface StaffAccount {
  readonly email: string;
  readonly password: string;
}

/** Creates a staff account of a restaurant, unless it exists. Sign-up over HTTP is off: only this creates accounts. */
export async function ensureStaff(
  database: Database,
  secrets: Secrets,
  { email, password }: StaffAccount,
  restaurantId: string,
): Promise<void> {
  const known = await database.transaction((query) => query.query('select from auth.users where email = $1', [email]));
  if (known.rows.length === 0) {
    const app = createApp(database, secrets, true);
    const signUp = new Request('http://localhost/auth/v1/signup', {
      method: 'POST',
      headers: { apikey: secrets.publishableKey, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const answer = await database.exclusively(() => app.fetch(signUp));
    if (!answer.ok) throw new Error(`The staff account could not be created: ${await answer.text()}`);
  }
  await database.transaction((query) =>
    query.query(
      `insert into public.staff (user_id, restaurant_id)
       select id, $2 from auth.users where email = $1 on conflict do nothing`,
      [email, restaurantId],
    ),
  );
}
