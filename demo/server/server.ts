import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { CommittedFeed } from './database/committed-feed.js';
import { Database } from './database/database.js';
import { migrate, prepareProject, readSecrets, type Secrets } from './database/migrate.js';
import { createSite } from './http/site.js';
import { defaultLimits, type Limits } from './limits.js';
import { LiveSockets } from './live-sockets.js';
import { OrderSocketEndpoint } from './order-socket/endpoint.js';
import { TokenConnections } from './order-socket/token-connections.js';
import { createBroadcastApi } from './realtime/broadcast-api.js';
import { systemClock } from './realtime/clock.js';
import { RealtimeEndpoint } from './realtime/endpoint.js';
import { PostgresChanges } from './realtime/postgres-changes.js';
import { createSupabaseRest, ensureStaff, prepareAuth, type StaffAccount } from './supabase-rest.js';
import { createTokens, hashCapability, type Tokens } from './tokens.js';

export interface DemoServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default 127.0.0.1: this computer only. */
  readonly host?: string | undefined;
  /** The folder of the database. Without it, the database is in memory. */
  readonly dataFolder?: string | undefined;
  /** A dump of an empty database, which starts faster; for `npm run dev`. */
  readonly emptyCluster?: Blob | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** The clock of tokens and limits, in milliseconds. */
  readonly now?: (() => number) | undefined;
}

/** A running demo server. */
export interface DemoServer {
  readonly url: string;
  readonly port: number;
  /** The account that works in the demo's restaurant. */
  readonly staff: StaffAccount;
  readonly secrets: Secrets;
  readonly tokens: Tokens;
  readonly database: Database;
  /** For tests: closes, refuses, stalls and breaks WebSockets. */
  readonly sockets: LiveSockets;
  /** Creates a staff account of a restaurant. */
  addStaff(account: StaffAccount, restaurantId: string): Promise<void>;
  /** Closes all connections, then releases the port and the database. */
  close(): Promise<void>;
}

/** The restaurant of demo/supabase/seed.sql. */
export const demoRestaurantId = '5a1e0000-7ab1-4e00-8000-000000000001';

/** The demo's staff account. The kitchen's sign-in page shows it to every visitor. */
const staff: StaffAccount = { email: 'kitchen@trattoria.example', password: 'buon-appetito' };

/** The port cannot be used. The message says why and what to do. */
export class PortUnusable extends Error {
  override readonly name = 'PortUnusable';
}

type Answer = (request: Request, env: object) => Response | Promise<Response>;

/** Starts the whole back end in this process. Rejects with `PortUnusable`. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { host = '127.0.0.1', dataFolder, emptyCluster, now = Date.now } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };

  // The port is opened before the database, so that two servers never open the same data folder.
  let answer: Answer = () => Response.json({ error: 'The server is starting.' }, { status: 503 });
  const httpServer = createAdaptorServer({ fetch: (request, env) => answer(request, env) }) as Server;
  const port = await listen(httpServer, options.port, host);

  const database = await Database.open(dataFolder, emptyCluster);
  await prepareProject(database);
  const secrets = await readSecrets(database);
  await prepareAuth(database, secrets);
  await migrate(database);
  await ensureStaff(database, secrets, staff, demoRestaurantId);
  await addBoardLink(database, demoRestaurantId, secrets.boardCapability);

  const tokens = createTokens(secrets.jwtSecret, now);
  const changes = new PostgresChanges(database);
  const realtime = new RealtimeEndpoint(
    { database, changes, tokens, clock: systemClock(now), limits },
    secrets.publishableKey,
  );
  const tokenConnections = new TokenConnections(limits.maximumSocketsPerToken);
  const orders = new OrderSocketEndpoint({ database, tokens, now, tokenConnections, limits });
  const feed = new CommittedFeed(database);
  feed.listen(realtime);
  feed.listen(orders);
  await feed.start();

  const sockets = new LiveSockets(realtime, orders);
  sockets.listen(httpServer);
  const rest = createSupabaseRest(database, secrets, tokens);
  const broadcastApi = createBroadcastApi(realtime);
  const site = createSite({
    rest,
    broadcastApi,
    secrets,
    staff,
    database,
    tokens,
    now,
    limits,
    restaurantId: demoRestaurantId,
  });
  answer = (request, env) => site.fetch(request, env);

  return {
    url: `http://${host}:${port}`,
    port,
    staff,
    secrets,
    tokens,
    database,
    sockets,
    addStaff: (account, restaurantId) => ensureStaff(database, secrets, account, restaurantId),
    async close() {
      const closed = new Promise((resolve) => httpServer.close(resolve));
      await sockets.end();
      httpServer.closeAllConnections();
      await closed;
      await feed.stop();
      await database.close();
    },
  };
}

/** Adds the link of a wall screen. A restaurant's own server does this once for each screen. */
async function addBoardLink(database: Database, restaurantId: string, capability: string): Promise<void> {
  await database.as({ role: 'service_role' }, (query) =>
    query.query('select public.add_board_link($1, $2)', [restaurantId, hashCapability(capability)]),
  );
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortUnusable(takenMessage(port)) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function takenMessage(port: number): string {
  return `Port ${port} is used by another program; choose another one, for example: PORT=${port + 1} npm start`;
}
