import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import type { ReadSetting } from '../supabase/functions/_shared/hosted-project.js';
import { addressReaders } from '../supabase/functions/_shared/notify/address-readers.js';
import { channelsFrom } from '../supabase/functions/_shared/notify/hosted-contacts.js';
import { createAuthApi } from './auth/auth-api.js';
import { ensureStaff, type StaffAccount } from './auth/staff.js';
import { CommittedFeed } from './database/committed-feed.js';
import { Database, type DatabasePlace } from './database/database.js';
import { Janitor } from './database/janitor.js';
import { kitDatabase } from './database/kit-database.js';
import type { Secrets } from './database/migrate.js';
import { drain } from './drain.js';
import { createClientAddress } from './http/client-address.js';
import { createSite } from './http/site.js';
import { defaultLimits, type Limits } from './limits.js';
import { listen } from './listen.js';
import { LiveSockets } from './live-sockets.js';
import { Metrics } from './metrics.js';
import { doubledChannels } from './notify/double-senders.js';
import { SentMessages } from './notify/sent-messages.js';
import { createServerOutbox } from './notify/server-outbox.js';
import { OrderSocketEndpoint } from './order-socket/endpoint.js';
import { TokenConnections } from './order-socket/token-connections.js';
import { prepareDatabase, type StartStep } from './prepare.js';
import type { Production } from './production.js';
import { createBroadcastApi } from './realtime/broadcast-api.js';
import { systemClock } from './realtime/clock.js';
import { RealtimeEndpoint } from './realtime/endpoint.js';
import { PostgresChanges } from './realtime/postgres-changes.js';
import { UnderWay } from './relay/under-way.js';
import {
  demoRestaurantId,
  demoStaff,
  nameRestaurant,
  setDemoDeadline,
  setDemoRole,
  setOrderKey,
} from './restaurant.js';
import { createSupabaseRest } from './supabase-rest.js';
import type { Tokens } from './tokens.js';
import { ServerWallet } from './wallet/server-wallet.js';

export { demoRestaurantId };

export interface DemoServerOptions extends DatabasePlace {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default 127.0.0.1: this computer only. */
  readonly host?: string | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** The clock of tokens and limits, in milliseconds. */
  readonly now?: (() => number) | undefined;
  /** A restaurant's own server: nothing is given to visitors, and nobody orders without the restaurant. */
  readonly production?: Production | undefined;
  /** Addresses and ranges of proxies whose `X-Forwarded-For` counts. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Serves `/metrics` on a port of its own. */
  readonly metrics?: { readonly port: number; readonly host?: string | undefined } | undefined;
  /** The settings of senders and wallets. Without it nothing is sent to guests, as in tests of other things. */
  readonly setting?: ReadSetting | undefined;
  /** Called after each step of the start. */
  readonly reached?: ((step: StartStep) => void) | undefined;
}

/** A running demo server. */
export interface DemoServer {
  readonly url: string;
  readonly port: number;
  /** The port of `/metrics`. */
  readonly metricsPort: number | undefined;
  /** The account that works in the demo's restaurant. In production nobody can sign in with it. */
  readonly staff: StaffAccount;
  readonly secrets: Secrets;
  readonly tokens: Tokens;
  readonly database: Database;
  /** For tests: closes, refuses, stalls and breaks WebSockets. */
  readonly sockets: LiveSockets;
  /** Creates a staff account of a restaurant. */
  addStaff(account: StaffAccount, restaurantId: string): Promise<void>;
  /** Lets requests finish and tells sockets 1012, then releases the port and the database. */
  close(): Promise<void>;
}

type Answer = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** Starts the whole back end in this process. Rejects with `PortUnusable`, `DataFolderUnusable` or `DatabaseUnusable`. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { host = '127.0.0.1' } = options;
  let answer: Answer = () => {
    return Response.json({ error: 'The server is starting.' }, { status: 503, headers: { 'Retry-After': '5' } });
  };
  const httpServer = createAdaptorServer({
    fetch: (request, env) => answer(request, env as HttpBindings),
  }) as Server;
  const port = await listen(httpServer, options.port, host, 'PORT');
  try {
    const database = await Database.open(options);
    try {
      const url = `http://${host}:${port}`;
      const backEnd = await startBackEnd(database, httpServer, options, url);
      answer = backEnd.answer;
      return { url, port, ...backEnd.server };
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    httpServer.close();
    httpServer.closeAllConnections();
    throw error;
  }
}

type BackEnd = { readonly answer: Answer; readonly server: Omit<DemoServer, 'url' | 'port'> };

async function startBackEnd(
  database: Database,
  httpServer: Server,
  options: DemoServerOptions,
  url: string,
): Promise<BackEnd> {
  const { now = Date.now, production, trustedProxies = [] } = options;
  // Production is stricter than Supabase: guests and screens never send on public channels, and a change is sent only to
  // roles with the privilege to read its table.
  const isDemo = production === undefined;
  const usual = { ...defaultLimits, allowsPublicSending: isDemo, tellsUnreadableChanges: isDemo };
  const limits: Limits = { ...usual, ...options.limits };
  const prepared = await prepareDatabase(database, now, isDemo, options.reached);
  const { secrets, tokens, stretch } = prepared;
  if (production) {
    await nameRestaurant(database, production.restaurantName);
    await setOrderKey(database, production.orderKey);
  } else {
    await ensureStaff(prepared, demoStaff, demoRestaurantId);
    if (options.setting) {
      await setDemoRole(database, options.setting('DEMO_MANAGER') === '1' ? 'manager' : 'staff');
      // From the numbers that are kept free for films. With a real service, nothing is sent unasked.
      await setDemoDeadline(database, options.setting('NOTIFY_SMS') ? undefined : '+447700900123');
    }
  }

  // Before anything runs: what is half set up ends the start.
  const sent = production ? undefined : new SentMessages(now);
  const { setting = () => undefined } = options;
  const toGuests = {
    database,
    kit: kitDatabase(database, tokens),
    messageSecret: secrets.messageSecret,
    now,
    origin: production?.publicOrigin ?? url,
    read: setting,
  };
  const outbox = options.setting && (await createServerOutbox({ ...toGuests, sent }));
  const wallet = ServerWallet.open(toGuests);

  const addressOf = createClientAddress(trustedProxies);
  const changes = new PostgresChanges(database, limits);
  const realtime = new RealtimeEndpoint(
    { database, changes, tokens, clock: systemClock(now), limits },
    secrets.publishableKey,
  );
  const tokenConnections = new TokenConnections(limits.maximumSocketsPerToken);
  const orders = new OrderSocketEndpoint({ database, tokens, now, tokenConnections, limits, addressOf });
  const feed = new CommittedFeed(database);
  feed.listen(realtime);
  feed.listen(orders);
  if (wallet) feed.listen(wallet);
  await feed.start();
  const janitor = new Janitor(database);
  janitor.start();

  const sockets = new LiveSockets(realtime, orders);
  const metrics = new Metrics();
  metrics.watch({ sockets: () => sockets.counts, waiting: () => database.waiting });
  const metricsServer = options.metrics && metrics.createServer();
  const metricsPort =
    metricsServer &&
    (await listen(metricsServer, options.metrics?.port ?? 0, options.metrics?.host ?? '127.0.0.1', 'METRICS_PORT'));
  sockets.listen(httpServer);

  let isClosing = false;
  const readBacks = new UnderWay();
  const lite = createSupabaseRest(database, secrets, tokens);
  const site = createSite({
    database,
    tokens,
    secrets,
    now,
    limits,
    metrics,
    addressOf,
    rest: lite,
    broadcastApi: createBroadcastApi(realtime),
    auth: createAuthApi({ lite, tokens, stretch, limits, now, sharedAccounts: production ? [] : [demoStaff.email] }),
    gifts: production ? undefined : { staff: demoStaff },
    sent,
    wallet,
    setting,
    originOf: ({ url }) => production?.publicOrigin ?? new URL(url).origin,
    restaurantName: production?.restaurantName,
    paymentSecret: production?.paymentSecret,
    relay: production?.relay && { waitUntil: readBacks.add, ...production.relay },
    restaurantId: demoRestaurantId,
    notifications: {
      // The demo's own doubles send SMS and e-mail where there are no keys.
      channels: outbox?.channels ?? {
        ...(production === undefined && doubledChannels),
        ...channelsFrom(setting),
      },
      readers: addressReaders(setting),
    },
    isOpenToEverybody: production === undefined,
    logsRequests: production !== undefined,
    hasProxy: trustedProxies.length > 0,
    isClosing: () => isClosing,
  });
  await outbox?.loop.start();
  wallet?.start();
  const close = async () => {
    isClosing = true;
    await outbox?.loop.stop();
    await wallet?.stop();
    await Promise.all([drain(httpServer, limits.closingGrace), sockets.end()]);
    metricsServer?.close();
    metricsServer?.closeAllConnections();
    await readBacks.settled();
    await janitor.stop();
    await feed.stop();
    await database.close();
  };
  return {
    answer: (request, env) => site.fetch(request, env),
    server: {
      metricsPort,
      staff: demoStaff,
      secrets,
      tokens,
      database,
      sockets,
      addStaff: (account, restaurantId) => ensureStaff(prepared, account, restaurantId),
      close,
    },
  };
}
