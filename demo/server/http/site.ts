import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { getPath } from 'hono/utils/url';
import type { AuthApi } from '../auth/auth-api.js';
import type { Database } from '../database/database.js';
import { DatabaseError } from '../database/identity.js';
import type { Secrets } from '../database/migrate.js';
import { createOutboxDemo } from '../notify/outbox-demo.js';
import type { SentMessages } from '../notify/sent-messages.js';
import { createOwnRelay, type OwnRelaySettings } from '../relay/own-relay.js';
import { createRelayDemo } from '../relay/relay-demo.js';
import type { SupabaseRest } from '../supabase-rest.js';
import type { ServerWallet } from '../wallet/server-wallet.js';
import { type ApiServices, createApi } from './api.js';
import { connectionSettings, type DemoGifts } from './connection-settings.js';
import { createFailures } from './failures.js';
import { createFunctions, functionRoutes } from './functions.js';
import { createHealth } from './health.js';
import { createNotOffered } from './not-offered.js';
import { type Observer, observe } from './observe.js';
import { createPages } from './pages.js';
import { createPayments } from './payments.js';

export interface SiteServices extends ApiServices, Observer {
  readonly rest: SupabaseRest;
  readonly auth: AuthApi;
  readonly broadcastApi: Hono;
  readonly secrets: Secrets;
  /** Absent in production. */
  readonly gifts: DemoGifts | undefined;
  /** What the demo's doubles have sent. Absent in production. */
  readonly sent: SentMessages | undefined;
  /** Absent without keys of wallets. */
  readonly wallet: ServerWallet | undefined;
  /** The name of a restaurant that is not the demo's. */
  readonly restaurantName: string | undefined;
  /** The secret of the payment provider's callback. Without it there is none. */
  readonly paymentSecret: string | undefined;
  /** The providers of a restaurant's own server. */
  readonly relay: OwnRelaySettings | undefined;
}

/** What PostgREST lets scripts of other origins read. */
const readableHeaders = [
  'Content-Encoding',
  'Content-Location',
  'Content-Range',
  'Content-Type',
  'Date',
  'Location',
  'Server',
  'Transfer-Encoding',
  'Range-Unit',
];

/** Creates the app that answers all HTTP requests. */
export function createSite(services: SiteServices): Hono<{ Bindings: HttpBindings }> {
  const {
    rest,
    auth,
    broadcastApi,
    secrets,
    gifts,
    addressOf,
    originOf,
    restaurantName,
    paymentSecret,
    database,
    isClosing,
    now,
  } = services;
  const site = new Hono<{ Bindings: HttpBindings }>({ getPath: withoutLastSlash });
  const smallBody = bodyLimit({ maxSize: 64 * 1024 });
  // As PostgREST answers: a restaurant's own site has another origin.
  const anyOrigin = cors({ origin: '*', exposeHeaders: readableHeaders, maxAge: 86_400 });
  site.use(...observe(services));
  site.route('/', createHealth(database, isClosing));
  const whileWritable = refuseWhileFull(database);
  site.use('/rest/v1/*', anyOrigin, neverStored, whileWritable);
  site.use('/auth/v1/*', anyOrigin, neverStored, whileWritable);
  site.all('/rest/v1/*', smallBody, (context) => rest(context.req.raw));
  site.all('/auth/v1/*', smallBody, (context) => auth(context.req.raw, addressOf(context.env.incoming)));
  site.use('/realtime/v1/api/*', anyOrigin, neverStored, smallBody);
  site.route('/realtime/v1/api', broadcastApi);
  if (paymentSecret !== undefined) {
    site.use('/api/payments', smallBody, neverStored);
    site.route('/api/payments', createPayments(database, paymentSecret));
  }
  const functions = createFunctions(services);
  site.route('/functions/v1', functionRoutes(functions, services));
  // As short as can be: it stands in every SMS.
  site.all('/w/*', ({ req, env }) => functions.withdraw(req.raw, addressOf(env.incoming)));
  if (services.wallet) site.route('/functions/v1', services.wallet.routes());
  site.route('/api', createApi(services, functions));
  site.get('/demo.json', neverStored, (context) => {
    const pushKey = services.notifications.channels.push?.public_key;
    const wallets = services.wallet?.names ?? [];
    return context.json(connectionSettings(originOf(context.req.raw), secrets, gifts, wallets, pushKey));
  });
  site.route('/', gifts === undefined ? createOwnRelay(services) : createRelayDemo(services));
  if (services.sent !== undefined) site.route('/', createOutboxDemo({ database, sent: services.sent }));
  site.route('/', createNotOffered());
  site.route('/', createPages(restaurantName));
  site.notFound((context) => context.json({ error: 'There is nothing here.' }, 404));
  site.onError(createFailures(now));
  return site;
}

/**
 * A slash at the end of an endpoint's address makes no difference, as on a hosted project: owners type these into the forms of
 * providers, and copy them with it.
 */
function withoutLastSlash(request: Request): string {
  const path = getPath(request);
  return /^\/(api|functions\/v1)\//.test(path) ? path.replace(/\/+$/, '') : path;
}

/** `@supabase/lite` would answer in its own words, without `Retry-After`. */
function refuseWhileFull(database: Database): MiddlewareHandler {
  return async ({ req }, next) => {
    const reads = ['GET', 'HEAD', 'OPTIONS'].includes(req.method);
    if (!reads && (await database.isReadOnly())) throw new DatabaseError('25006', 'The disk is full.');
    await next();
  };
}

const neverStored: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
};
