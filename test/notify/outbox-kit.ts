import { Database } from '../../demo/server/database/database.js';
import type { KitArguments, KitDatabase, KitFunction } from '../../demo/supabase/functions/_shared/kit-database.js';
import type { Channel } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { migratedCluster } from '../support/empty-cluster.js';

/** The kit in PGlite, whose clock the test sets. */
export class OutboxKit {
  readonly database: Database;
  /** Milliseconds since 1970. */
  now = Date.now();

  private constructor(database: Database) {
    this.database = database;
  }

  static async open(): Promise<OutboxKit> {
    const kit = new OutboxKit(await Database.open({ emptyCluster: await migratedCluster() }));
    await kit.setClock(0);
    return kit;
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Moves the clock of the database by so many seconds. */
  async setClock(seconds: number): Promise<void> {
    this.now += seconds * 1000;
    await this.query(`select set_config('private.clock', $1, false)`, [new Date(this.now).toISOString()]);
  }

  /** Back to the present, at which orders are changed whatever the clock of the outbox says. */
  async resetClock(): Promise<void> {
    this.now = Date.now();
    await this.setClock(0);
  }

  /** The database has the time of this computer. */
  async useSystemClock(): Promise<void> {
    await this.query(`select set_config('private.clock', '', false)`);
  }

  /** As the project's owner. */
  async query<Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<readonly Row[]> {
    const { rows } = await this.database.exclusively((connection) => connection.query<Row>(sql, values));
    return rows;
  }

  /** The database as a worker calls it. What roles may do is held by the tests of access. */
  get kitDatabase(): KitDatabase {
    const call = async (name: KitFunction, args: KitArguments) => {
      const places = Object.keys(args).map((argument, index) => `${argument} => $${index + 1}`);
      const values = Object.values(args).map((value) =>
        typeof value === 'object' && value ? JSON.stringify(value) : value,
      );
      const rows = await this.query<{ answer: unknown }>(
        `select to_jsonb(answer) as answer from public.${name}(${places.join(', ')}) as answer`,
        values,
      );
      return rows.map(({ answer }) => answer);
    };
    return { call, callAs: (_token, name, args) => call(name, args) };
  }

  /** A restaurant with these settings. */
  async addRestaurant(settings: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const [row] = await this.query<{ id: string }>(
      `insert into public.restaurants (name) values ('Da Gino') returning id`,
    );
    const id = row?.id ?? '';
    await this.query('insert into public.notification_settings (restaurant_id) values ($1)', [id]);
    for (const [name, value] of Object.entries(settings)) {
      await this.query(`update public.notification_settings set ${name} = $2 where restaurant_id = $1`, [id, value]);
    }
    return id;
  }

  async setOwnerPhone(restaurant: string, phone: string): Promise<void> {
    await this.query('insert into public.owner_phones (restaurant_id, phone) values ($1, $2)', [restaurant, phone]);
  }

  async addOrder(restaurant: string, fulfilment = 'pickup'): Promise<string> {
    const [row] = await this.query<{ id: string }>(
      `insert into public.orders (restaurant_id, number, fulfilment, estimated_ready_from, estimated_ready_to)
       values ($1, '42', $2, private.clock() + interval '10 minutes', private.clock() + interval '15 minutes') returning id`,
      [restaurant, fulfilment],
    );
    return row?.id ?? '';
  }

  /** As add_recipient does it. */
  async addRecipient(order: string, channel: Channel, nth = 1): Promise<string> {
    const address = {
      push: { endpoint: `https://push.example/${order}/${nth}`, keys: { p256dh: 'x', auth: 'x' } },
      sms: { number: `+4915112345${nth}` },
      email: { address: `guest${nth}@mail.example` },
    }[channel];
    const [row] = await this.query<{ id: string }>(
      `with consent as (
         insert into private.consents (restaurant_id, order_id, channel, address_hash, wording, language, method)
         select restaurant_id, id, $2, encode(sha256(convert_to($3, 'UTF8')), 'hex'), 'Tell me', 'en', 'tracker' from public.orders where id = $1
         returning *)
       insert into private.recipients (order_id, channel, address, address_hash, consent_id)
       select order_id, channel, $4, address_hash, id from consent returning id`,
      [order, channel, `${channel} ${order} ${nth}`, JSON.stringify(address)],
    );
    return row?.id ?? '';
  }

  async moveTo(order: string, ...statuses: readonly string[]): Promise<void> {
    for (const status of statuses) {
      await this.query(`update public.orders set status = $2, reason = 'We are out of dough.' where id = $1`, [
        order,
        status,
      ]);
    }
  }

  /** What the guest's page says of itself; without a version it has drawn nothing new. */
  async pageSays(order: string, isVisible: boolean, version?: number): Promise<void> {
    await this.query(
      `insert into private.page_views as views (order_id, page, is_visible, seen_version, opened_at, seen_at)
       values ($1, 'the-page-1', $2, $3, private.clock(), private.clock())
       on conflict (order_id, page) do update set
         is_visible = excluded.is_visible, seen_version = coalesce(excluded.seen_version, views.seen_version),
         seen_at = excluded.seen_at`,
      [order, isVisible, version ?? null],
    );
    if (version !== undefined) await this.query('select private.page_was_seen($1, $2)', [order, version]);
  }

  /** What the log says of an order, a line a decision. */
  async logOf(order: string): Promise<readonly string[]> {
    const rows = await this.query<{ line: string }>(
      `select notifications.kind || ' ' || log.decision || ': ' || log.reason as line
       from private.notification_log as log join private.notifications on notifications.id = log.notification_id
       where log.order_id = $1 order by log.id`,
      [order],
    );
    return rows.map(({ line }) => line);
  }
}
