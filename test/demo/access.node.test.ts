import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sqlState } from '../../demo/server/database/database.js';
import { actAs, type Claims } from '../../demo/server/database/identity.js';
import { mayListen } from '../../demo/server/realtime/private-topics.js';
import { addRestaurant, type DemoServer, placeOrder, startTestServer } from './support.js';

/** Claims that give access to nothing. */
const uselessClaims: readonly Claims[] = [
  { role: 'tracker' },
  { role: 'tracker', order_id: '' },
  { role: 'tracker', order_id: null },
  { role: 'tracker', order_id: '%' },
  { role: 'tracker', order_id: 'undefined' },
  { role: 'tracker', order_id: '00000000-0000-0000-0000-000000000000' },
  { role: 'tracker', order_id: { '': '' } },
  { role: 'anon' },
  { role: 'authenticated' },
  { role: 'authenticated', sub: '00000000-0000-0000-0000-000000000000' },
];

describe('row level security', () => {
  let server: DemoServer;
  let orders: readonly string[];
  let staff: Claims;
  let otherStaff: Claims;
  let otherOrder: string;

  before(async () => {
    server = await startTestServer();
    const placed: string[] = [];
    for (let count = 0; count < 100; count += 1) placed.push((await placeOrder(server)).id);
    orders = placed;
    const other = await addRestaurant(server);
    otherOrder = other.orderId;
    await server.addStaff({ email: 'cook@next.example', password: 'tagliatelle' }, other.restaurantId);
    staff = await claimsOf(server.staff.email);
    otherStaff = await claimsOf('cook@next.example');
  });
  after(() => server.close());

  async function claimsOf(email: string): Promise<Claims> {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ id: string }>('select id from auth.users where email = $1', [email]),
    );
    return { role: 'authenticated', sub: rows[0]?.id };
  }

  async function visible(claims: Claims, table = 'orders'): Promise<readonly string[]> {
    const { rows } = await server.database.as(claims, (query) =>
      query.query<{ id: string }>(`select id from public.${table}`),
    );
    return rows.map(({ id }) => id);
  }

  async function refusalOf(claims: Claims, sql: string): Promise<string | undefined> {
    return server.database
      .as(claims, (query) => query.query(sql))
      .then(
        () => undefined,
        (error: unknown) => sqlState(error),
      );
  }

  const guest = (orderId: unknown): Claims => ({ role: 'tracker', order_id: orderId });

  it('shows each of 100 guests their own order and none of the other 99', async () => {
    for (const orderId of orders) assert.deepEqual(await visible(guest(orderId)), [orderId]);
  });

  it('lets each of 100 guests receive their own private topic and none of the other 99', async () => {
    const { rows } = await server.database.transaction(async (query) => {
      // The same check as `mayListen`, 10,000 times in one query.
      await query.query(`
        create function pg_temp.heard(orders text[]) returns table (guest text, topic text) language plpgsql as $$
        declare
          message_id uuid;
        begin
          insert into realtime.messages (topic, extension) values ('any', 'broadcast') returning id into message_id;
          foreach guest in array orders loop
            foreach topic in array orders loop
              perform set_config('realtime.topic', 'order:' || topic, true);
              perform set_config('request.jwt.claims', jsonb_build_object('order_id', guest)::text, true);
              perform set_config('role', 'tracker', true);
              perform from realtime.messages where id = message_id;
              if found then return next; end if;
              perform set_config('role', 'postgres', true);
            end loop;
          end loop;
        end
        $$`);
      return query.query<{ guest: string; topic: string }>('select * from pg_temp.heard($1)', [orders]);
    });
    assert.deepEqual(
      rows,
      orders.map((id) => ({ guest: id, topic: id })),
    );
    assert.equal(await mayListen(server.database, guest(orders[0]), `order:${orders[0]}`), true);
    assert.equal(await mayListen(server.database, guest(orders[0]), `order:${orders[1]}`), false);
  });

  it('shows no rows and no topics when a claim is missing, empty or malformed', async () => {
    for (const claims of uselessClaims) {
      const seen = await visible(claims).catch((error: unknown) => sqlState(error));
      assert.ok(seen === '42501' || (Array.isArray(seen) && seen.length === 0), JSON.stringify(claims));
      for (const topic of ['order:', 'order:undefined', `order:${orders[0]}`, '', 'order']) {
        assert.equal(await mayListen(server.database, claims, topic), false, `${JSON.stringify(claims)} at ${topic}`);
      }
    }
  });

  it('shows staff the orders of their own restaurant only', async () => {
    assert.deepEqual([...(await visible(staff))].sort(), [...orders].sort());
    assert.deepEqual(await visible(otherStaff), [otherOrder]);
    assert.deepEqual(await visible(otherStaff, 'order_items'), []);
    assert.equal(await mayListen(server.database, staff, `order:${orders[0]}`), true);
    assert.equal(await mayListen(server.database, otherStaff, `order:${orders[0]}`), false);
  });

  it('returns order_snapshot only to the order’s guest and to the staff of its restaurant', async () => {
    const [orderId] = orders;
    const snapshot = async (claims: Claims) => {
      const { rows } = await server.database.as(claims, (query) =>
        query.query<{ wire: { id: string } | null }>('select public.order_snapshot($1) as wire', [orderId]),
      );
      return rows[0]?.wire?.id;
    };
    assert.equal(await snapshot(guest(orderId)), orderId);
    assert.equal(await snapshot(staff), orderId);
    assert.equal(await snapshot(otherStaff), undefined);
    assert.equal(await snapshot(guest(orders[1])), undefined);
    assert.equal(await snapshot(guest('')), undefined);
    assert.equal(
      await snapshot({ ...otherStaff, order_id: orderId }),
      undefined,
      'the claim counts for a tracker only',
    );
    await assert.rejects(snapshot({ role: 'anon', order_id: orderId }), /permission denied/);
  });

  it('returns only the listed fields in a guest’s order_snapshot', async () => {
    const { rows } = await server.database.as(guest(orders[0]), (query) =>
      query.query<{ wire: { items: object[] } }>('select public.order_snapshot($1) as wire', [orders[0]]),
    );
    const wire = rows[0]?.wire ?? { items: [] };
    assert.deepEqual(Object.keys(wire).sort(), [
      ...['currency', 'delayed', 'epoch', 'estimated_arrival_from', 'estimated_arrival_to', 'estimated_ready_from'],
      ...['estimated_ready_to', 'fulfilment', 'id', 'items'],
      ...['number', 'on_hold', 'placed_at', 'reason', 'restaurant_name', 'status', 'status_source', 'status_times'],
      ...['table_label', 'total_minor', 'updated_at', 'version'],
    ]);
    assert.deepEqual(Object.keys(wire.items[0] ?? {}).sort(), ['id', 'name', 'prep_minutes', 'quantity', 'status']);
  });

  const writes = [
    `update public.orders set status = 'preparing'`,
    `update public.orders set version = 9`,
    `insert into public.orders (restaurant_id, number) values ('5a1e0000-7ab1-4e00-8000-000000000001', '9')`,
    'delete from public.orders',
    `update public.order_items set status = 'ready'`,
    'insert into public.order_events (order_id, version, status) select id, 9, status from public.orders',
    `insert into realtime.messages (topic, extension, event) values ('order:x', 'broadcast', 'order')`,
    `select realtime.send('{}', 'order', 'order:x', true)`,
    `select public.place_order('{}', 'x')`,
    `select public.open_tracking_link(gen_random_uuid(), 'x', 'x')`,
    'select public.begin_epoch()',
    `insert into public.order_messages (order_id, message) select id, 'here' from public.orders`,
    'delete from public.order_messages',
    'select private.order_wire(gen_random_uuid())',
    'select * from private.tracking_links',
    'select * from private.pickup_codes',
    'select public.postpone_order(gen_random_uuid(), 5)',
    `select public.check_pickup_code(gen_random_uuid(), '0000')`,
    'select * from public.order_messages',
    'select * from public.staff',
    'select * from public.order_items',
    'select * from auth.users',
    'select * from realtime.outbox',
    'select * from demo.settings',
  ];
  it('refuses every write by a guest or an anonymous user, and every read except the guest’s order', async () => {
    for (const sql of writes) {
      assert.equal(await refusalOf(guest(orders[0]), sql), '42501', `a guest: ${sql}`);
      assert.equal(await refusalOf({ role: 'anon' }, sql), '42501', `anonymous: ${sql}`);
    }
    assert.equal(await refusalOf({ role: 'anon' }, 'select * from public.orders'), '42501');
  });

  it('lets staff change the status of orders, but not insert, delete or renumber them', async () => {
    const refused = [...writes.slice(2, 4), ...writes.slice(5, 16), `update public.orders set number = '9'`];
    for (const sql of refused) assert.equal(await refusalOf(staff, sql), '42501', sql);
    const { rows } = await server.database.as(otherStaff, (query) =>
      query.query(`update public.orders set status = 'preparing' where id = $1 returning id`, [orders[0]]),
    );
    assert.equal(rows.length, 0, 'staff of another restaurant cannot update the order');
  });

  it('runs two concurrent requests in their own roles, even when one pauses within its transaction', async () => {
    const [mine, theirs] = orders;
    const first = server.database.exclusively(async (postgres) => {
      await postgres.query('begin');
      await actAs(postgres, guest(mine));
      await setImmediate();
      const { rows } = await postgres.query('select id from public.orders');
      await postgres.query('rollback');
      return rows;
    });
    const second = visible(guest(theirs));
    assert.deepEqual(await first, [{ id: mine }]);
    assert.deepEqual(await second, [theirs]);
  });

  it('refuses a token with a role that is not an API role', async () => {
    for (const role of ['postgres', 'authenticator', 'pg_read_all_data', '"; drop table orders']) {
      assert.equal(await refusalOf({ role }, 'select 1'), '42704');
    }
  });
});
