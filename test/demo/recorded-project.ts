import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { type BroadcastMessage, CommittedFeed, type RowChange } from '../../demo/server/database/committed-feed.js';
import { Database } from '../../demo/server/database/database.js';
import { prepareProject, readSecrets, type Secrets } from '../../demo/server/database/migrate.js';
import { defaultLimits } from '../../demo/server/limits.js';
import { RealtimeEndpoint } from '../../demo/server/realtime/endpoint.js';
import { PostgresChanges } from '../../demo/server/realtime/postgres-changes.js';
import type { RealtimeLimits } from '../../demo/server/realtime/realtime-socket.js';
import { prepareAuth } from '../../demo/server/supabase-rest.js';
import { createTokens } from '../../demo/server/tokens.js';
import { emptyCluster } from '../support/empty-cluster.js';
import { type Claims, type Recording, recordedIds } from '../transports/supabase/recordings/recorded.js';
import type { SimulatedClock } from './simulated-clock.js';

/** The recorded project's table, its policies, and the trigger of Supabase's guide to broadcasts. */
const schema = `
  create table public.orders (
    id uuid primary key, restaurant_id uuid not null, status text not null, updated_at timestamptz not null default now(),
    version bigint not null
  );
  create table public.unpublished (id uuid primary key);
  alter table public.orders enable row level security;
  grant select on public.orders, public.unpublished to anon, authenticated;
  create policy "own order" on public.orders for select to anon, authenticated
    using (id = (auth.jwt() ->> 'order_id')::uuid);
  alter publication supabase_realtime add table public.orders;
  create policy "own topic" on realtime.messages for select to anon, authenticated
    using (extension = 'broadcast' and realtime.topic() = 'order:' || (auth.jwt() ->> 'order_id'));
  create function public.orders_broadcast() returns trigger language plpgsql security definer as $$
  begin
    perform realtime.broadcast_changes(
      'order:' || new.id, tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
    return null;
  end
  $$;
  create trigger orders_broadcast after update on public.orders
    for each row execute function public.orders_broadcast();
  select realtime.watch_published_tables();
  -- Messages are written at the simulated time, because clients ask for those since a time.
  alter table realtime.messages alter inserted_at set default
    to_timestamp(current_setting('simulated.now')::float8 / 1000) at time zone 'utc';
`;

const marker = 'end of what was committed';

/** A database like the recorded one. It serves one recording after the other, each with an endpoint of its own. */
export class RecordedProject {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly #feed: CommittedFeed;
  #endpoint: RealtimeEndpoint | undefined;
  #server: Server | undefined;
  readonly #streams = new Set<Socket>();
  /** Work of the server that is under way: queries and checks of tokens. */
  #busy = 0;
  #reachedMarker = () => {};
  #shookHands = () => {};
  /** Set to play a database that is away. */
  isDown = false;

  private constructor(database: Database, secrets: Secrets) {
    this.database = database;
    this.secrets = secrets;
    this.#feed = new CommittedFeed(database);
    const exclusively = database.exclusively.bind(database);
    // Reading the feed is no work that a recorded client waits for, and goes on while the database is away.
    database.exclusively = (work) =>
      this.#counted(async () => {
        if (this.isDown) throw new Error('The database is away.');
        return exclusively(work);
      });
  }

  static async start(): Promise<RecordedProject> {
    const database = await Database.open({ emptyCluster: await emptyCluster() });
    await prepareProject(database);
    const secrets = await readSecrets(database);
    await prepareAuth(database, secrets);
    await database.exclusively((postgres) => postgres.exec(`set simulated.now = '0'; ${schema}`));
    const project = new RecordedProject(database, secrets);
    project.#feed.listen({
      broadcast: async (message: BroadcastMessage) => {
        if (message.topic === marker) project.#reachedMarker();
        else project.#endpoint?.broadcast(message);
      },
      changed: async (change: RowChange) => project.#endpoint?.changed(change),
    });
    await project.#feed.start();
    return project;
  }

  /** Begins afresh: the two recorded orders, no messages, and an endpoint. Returns its address. */
  async begin(
    clock: SimulatedClock,
    { limits = {}, broadcasts = false }: { limits?: Partial<RealtimeLimits>; broadcasts?: boolean },
    [version, status]: Recording['orderA'],
  ): Promise<string> {
    await this.#end();
    this.isDown = false;
    await this.run(`
      grant select on public.orders to authenticated; alter table public.orders replica identity default;
      truncate realtime.messages; truncate public.orders;
      insert into public.orders (id, restaurant_id, status, version)
        select id::uuid, '${recordedIds.R}', '${status}', ${version}
        from unnest(array['${recordedIds.A}', '${recordedIds.B}']) as id;
      alter table public.orders ${broadcasts ? 'enable' : 'disable'} trigger orders_broadcast;
    `);
    await this.feedRead();
    const tokens = createTokens(this.secrets.jwtSecret, () => clock.now());
    const endpoint = new RealtimeEndpoint(
      {
        database: this.database,
        changes: new PostgresChanges(this.database, defaultLimits),
        tokens: { ...tokens, check: (token) => this.#counted(() => tokens.check(token)) },
        clock,
        limits: { ...defaultLimits, ...limits },
      },
      this.secrets.publishableKey,
    );
    this.#endpoint = endpoint;
    const server = createServer();
    this.#server = server;
    server.on('connection', (stream) => {
      this.#streams.add(stream);
      stream.on('close', () => this.#streams.delete(stream));
    });
    server.on('upgrade', (request, stream, head) => {
      stream.on('error', () => stream.destroy());
      this.#shookHands();
      void endpoint.upgrade(request, stream, head, new URL(`http://localhost${request.url}`));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/realtime/v1/websocket`;
  }

  get openConnections(): number {
    return this.#streams.size;
  }

  /** Runs SQL with all privileges, at a simulated time. */
  async run(sql: string, now = 0): Promise<void> {
    await this.database.exclusively((postgres) => postgres.exec(`set simulated.now = '${now}'; ${sql}`));
  }

  /** Closes every socket as a server does that is told to stop. */
  stop(code: number): void {
    this.#endpoint?.close(code);
  }

  sign({ signature, ...claims }: Claims, startedAt: number): Promise<string> {
    const { exp } = claims;
    const secret = signature === 'wrong' ? 'another secret, as long as ours must be' : this.secrets.jwtSecret;
    return new SignJWT({ ...claims, ...(typeof exp === 'number' && { exp: Math.round(startedAt / 1000 + exp) }) })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret));
  }

  /** Waits until everything that was committed has been passed on. */
  async feedRead(): Promise<void> {
    const read = new Promise<void>((resolve) => {
      this.#reachedMarker = resolve;
    });
    await this.run(`select realtime.send('{}', 'marker', '${marker}')`);
    await read;
  }

  /** Resolves when the next handshake arrives. */
  handshake(): Promise<void> {
    return new Promise((resolve) => {
      this.#shookHands = resolve;
    });
  }

  /** Waits until the server does nothing. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet++) {
      await setImmediate();
      if (this.#busy > 0) quiet = -1;
    }
  }

  async close(): Promise<void> {
    await this.#end();
    await this.#feed.stop();
    await this.database.close();
  }

  async #end(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#endpoint = undefined;
    if (!server) return;
    for (const stream of this.#streams) stream.destroy();
    server.close();
    await once(server, 'close');
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }
}
