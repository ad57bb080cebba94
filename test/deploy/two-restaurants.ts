import assert from 'node:assert/strict';
import type { Claims } from '../../demo/server/database/identity.js';
import { type DemoServer, startTestServer } from '../demo/support.js';

/** In every text that belongs to the first restaurant: no answer to the second one may have it. */
export const mark = 'Only-ours';

export interface Restaurant {
  readonly id: string;
  readonly order: string;
  readonly item: string;
  readonly manager: string;
  readonly staff: string;
}

/** A request that every attacker makes. */
export interface Attack {
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The column by which a table's rows belong to a restaurant or to one of its orders. */
export function idColumn(table: string): string {
  const columns: Readonly<Record<string, string>> = {
    restaurants: 'id',
    staff: 'restaurant_id',
    orders: 'restaurant_id',
    unmapped_words: 'restaurant_id',
  };
  return columns[table] ?? 'order_id';
}

/** A server with two restaurants: everybody of the second one, and strangers, attack the first one. */
export class TwoRestaurants {
  readonly server: DemoServer;
  readonly ours: Restaurant;
  readonly theirs: Restaurant;
  /** The attackers' tokens. */
  readonly attackers: Readonly<Record<string, string>>;
  /** A key of the second restaurant's till. */
  readonly orderKey: string;
  readonly #before: string;

  private constructor(
    parts: Pick<TwoRestaurants, 'server' | 'ours' | 'theirs' | 'attackers' | 'orderKey'>,
    before: string,
  ) {
    const { server, ours, theirs, attackers, orderKey } = parts;
    this.server = server;
    this.ours = ours;
    this.theirs = theirs;
    this.attackers = attackers;
    this.orderKey = orderKey;
    this.#before = before;
  }

  static async open(): Promise<TwoRestaurants> {
    const server = await startTestServer();
    const ours = await addRestaurant(server, mark);
    const theirs = await addRestaurant(server, 'Next door');
    const sign = (claims: Claims) => server.tokens.sign(claims, 3600);
    const attackers = {
      nobody: server.secrets.publishableKey,
      'its manager': await sign({ role: 'authenticated', sub: theirs.manager }),
      'its cook': await sign({ role: 'authenticated', sub: theirs.staff }),
      'its guest': await sign({ role: 'tracker', order_id: theirs.order }),
      'a friend of its guest': await sign({ role: 'viewer', order_id: theirs.order }),
      'its screen': await sign({ role: 'tracker', board: theirs.id }),
      'a stranger with an account': await sign({
        role: 'authenticated',
        sub: '99999999-0000-4000-8000-000000000000',
        user_metadata: { restaurant_id: ours.id, order_id: ours.order, role: 'service_role' },
      }),
    };
    const orderKey = await single(server, `select public.create_order_key('${theirs.id}', 'till')`);
    return new TwoRestaurants({ server, ours, theirs, attackers, orderKey }, await everythingOf(server, ours));
  }

  /** Every attacker tries it. Nothing of ours may be in an answer, and nothing of ours may change. */
  async repels(attack: Attack): Promise<void> {
    const { path, method = 'GET', body, headers = {} } = attack;
    for (const [who, token] of Object.entries(this.attackers)) {
      const response = await fetch(this.server.url + path, {
        method,
        headers: {
          apikey: this.server.secrets.publishableKey,
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const range = response.headers.get('content-range') ?? '';
      const said = `${who}: ${JSON.stringify(attack)} -> ${response.status} ${range} ${text.slice(0, 400)}`;
      assert.notEqual(response.status, 500, said);
      assert.ok(!text.includes(mark), said);
      // A refusal may repeat the id of the request.
      if (response.ok) for (const id of Object.values(this.ours)) assert.ok(!text.includes(id), said);
      // The planner's estimates are of all rows, as on a hosted project; exact counts are of those that are visible.
      if (headers.Prefer === 'count=exact') assert.ok(Number(range.split('/')[1] ?? 0) <= 2, said);
    }
    if (method !== 'GET' && method !== 'HEAD') await this.isUnchanged(JSON.stringify(attack));
  }

  async isUnchanged(after: string): Promise<void> {
    assert.equal(await everythingOf(this.server, this.ours), this.#before, after);
  }

  /** The first value that a statement of the owner answers. */
  single(sql: string): Promise<string> {
    return single(this.server, sql);
  }
}

async function single(server: DemoServer, sql: string): Promise<string> {
  const { rows } = await server.database.transaction((query) => query.query<Record<string, unknown>>(sql));
  return String(Object.values(rows[0] ?? {})[0]);
}

async function addRestaurant(server: DemoServer, name: string): Promise<Restaurant> {
  const id = await single(server, `insert into public.restaurants (name) values ('${name}') returning id`);
  const user = async (role: string) => {
    const email = `${role}@${id}.example`;
    await server.addStaff({ email, password: 'a long password' }, id);
    const sub = await single(server, `select id from auth.users where email = '${email}'`);
    await single(server, `update public.staff set role = '${role}' where user_id = '${sub}' returning role`);
    return sub;
  };
  const order = await single(
    server,
    `
    insert into public.orders (restaurant_id, number, fulfilment, table_label, reason)
    values ('${id}', '77', 'pickup', '${name}', '${name}') returning id`,
  );
  const item = await single(
    server,
    `
    insert into public.order_items (order_id, position, name, quantity) values ('${order}', 1, '${name}', 1) returning id`,
  );
  for (const sql of [
    `insert into public.order_messages (order_id, message) values ('${order}', 'here') returning message`,
    `insert into public.order_ratings (order_id, rating) values ('${order}', 5) returning rating`,
    `insert into public.unmapped_words (restaurant_id, provider, word) values ('${id}', 'square', '${name}') returning word`,
    `select public.add_board_link('${id}', encode(sha256('${name}'), 'hex'))`,
    `insert into private.tracking_links (capability_hash, order_id)
     values (encode(sha256('${name}'), 'hex'), '${order}') returning order_id`,
  ]) {
    await single(server, sql);
  }
  return { id, order, item, manager: await user('manager'), staff: await user('staff') };
}

/** All rows that belong to a restaurant or to its orders, in every table of the kit. */
async function everythingOf(server: DemoServer, { id, order }: Restaurant): Promise<string> {
  const tables = [
    ...['public.restaurants', 'public.staff', 'public.orders', 'public.order_items', 'public.order_events'],
    ...['public.order_messages', 'public.order_ratings', 'public.unmapped_words', 'private.order_keys'],
    ...['private.board_links', 'private.boards', 'private.tracking_links', 'private.pickup_attempts'],
    ...['private.provider_orders', 'private.order_requests', 'private.page_views', 'private.recipients'],
    ...['private.consents', 'private.wallet_cards', 'public.staff_alerts', 'public.notification_settings'],
  ];
  const parts = tables.map(
    (table) => `(select jsonb_agg(to_jsonb(kept) order by to_jsonb(kept)::text) from ${table} as kept
       where to_jsonb(kept)::text like '%${id}%' or to_jsonb(kept)::text like '%${order}%')`,
  );
  return single(server, `select jsonb_build_array(${parts.join(', ')})::text`);
}
