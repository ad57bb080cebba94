import { App } from '@supabase/lite';
import type { Database } from './database/database.js';
import type { Secrets } from './database/migrate.js';
import { withoutItsConsole } from './lite-console.js';
import { bearerToken, type Tokens } from './tokens.js';

/** Answers requests as a part of Supabase does. */
export type SupabaseRest = (request: Request) => Promise<Response>;

// What is hashed is as hard to guess as a key already (auth/stretch-password.ts), and bcrypt blocks the only thread.
process.env.LITE_AUTH_BCRYPT_COST = '4';

interface Lite extends Pick<App, 'ensureSystemSchema'> {
  fetch(request: Request): Promise<Response>;
}

/** `@supabase/lite` on this database. `canSignUp` is for the server itself, never for a request. */
export function createLite(database: Database, { jwtSecret, publishableKey }: Secrets, canSignUp = false): Lite {
  const app = new App({
    connection: database.restConnection,
    auth: {
      enabled: true,
      jwt_secret: jwtSecret,
      publishable_key: publishableKey,
      enable_signup: canSignUp,
      email: { enable_signup: canSignUp, enable_confirmations: false },
    },
    api: { schemas: ['public'] },
    studio: { enabled: false },
    options: { server: { disableStudio: true }, drivers: { email: { send: async () => undefined } } },
  });
  return {
    fetch: (request) => withoutItsConsole(() => app.fetch(request)),
    ensureSystemSchema: () => app.ensureSystemSchema(),
  };
}

/** Creates the tables of Supabase Auth. */
export async function prepareAuth(database: Database, secrets: Secrets): Promise<void> {
  await database.serveRest(() => createLite(database, secrets).ensureSystemSchema());
}

/** Serves requests with `@supabase/lite`. Their bodies are read before they wait for the database. */
export function createSupabaseRest(database: Database, secrets: Secrets, tokens: Tokens): SupabaseRest {
  const app = createLite(database, secrets);
  return async (request) => {
    const token = bearerToken(request.headers.get('authorization') ?? undefined);
    if (token !== undefined && token !== secrets.publishableKey) {
      const { fault } = await tokens.check(token);
      if (fault) return refusal(fault.kind === 'expired' ? 'JWT expired' : 'JWT is not valid here');
    }
    const whole = await withBody(request);
    return database.serveRest(() => app.fetch(whole));
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
