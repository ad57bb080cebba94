import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LivedOrder } from './lived-order.js';
import { OutboxKit } from './outbox-kit.js';

const day = 24 * 3600;

/** The tables in which an order that is over still has rows, and why. */
const mayStay: Readonly<Record<string, string>> = {
  'public.orders': 'the restaurant’s own books',
  'public.order_items': 'the restaurant’s own books',
  'public.order_events': 'the restaurant’s own books: who changed what',
  'public.order_messages': 'the restaurant’s own books: that the guest was on the way',
  'public.order_ratings': 'the restaurant’s own books',
  'private.boards': 'a counter of the restaurant',
  'public.notification_statistics': 'counts of the restaurant, which name no order',
  'public.wait_statistics': 'counts of the restaurant, which name no order',
  'private.stopped_addresses': 'the keyed hash of a number that answered STOP, which names no order',
  'private.sending_channels': 'of workers, not of orders',
  'realtime.messages': 'Realtime’s own table, which Realtime empties after three days',
  'realtime.outbox': 'of the demo’s own Realtime, which empties it as it sends',
};
/** Keyed hashes of links, which stay for 30 days: until then an old link is called expired and not unknown. */
const links = ['private.shared_links', 'private.tracking_links'];
/** The tables of orders in which this order has no rows just before its end, and why. */
const notFilled: Readonly<Record<string, string>> = {
  'private.accept_deadlines': 'the order was accepted',
  'private.provider_events': 'the order is no till’s',
  'private.provider_order_ids': 'the order is no till’s',
  'private.provider_orders': 'the order is no till’s',
  'public.order_ratings': 'guests rate after the end',
};

for (const ending of ['completed', 'abandoned'] as const) {
  describe(`what is left of an order that is ${ending}`, () => {
    let kit: OutboxKit;
    let order: LivedOrder;
    let empty: ReadonlyMap<string, number>;
    before(async () => {
      kit = await OutboxKit.open();
      const { restaurant, staff } = await LivedOrder.openRestaurant(kit);
      empty = await rowsOf(kit);
      order = await LivedOrder.place(kit, restaurant, staff);
      await order.live();
    });
    after(() => kit.close());

    it('was in every table of orders before, or this test would show nothing', async () => {
      const filled = grown(empty, await rowsOf(kit));
      const unfilled = (await tablesOfOrders(kit)).filter((table) => !filled.includes(table));
      assert.deepEqual(unfilled, Object.keys(notFilled));
      assert.notDeepEqual(await tablesWith(kit, order.secrets), []);
    });

    it('is no address, no consent and no device of the guest, once it is over', async () => {
      if (ending === 'completed') await order.end();
      else await order.cleanAfter(3 * day + 3600);
      await order.cleanAfter(2 * 3600 + 60);
      const kept = ['private.consents', 'private.stopped_addresses'];
      assert.deepEqual(
        (await tablesWith(kit, order.secrets)).filter((table) => !kept.includes(table)),
        [],
      );
      await order.cleanAfter(day);
      assert.deepEqual(
        await tablesWith(kit, order.secrets),
        ending === 'completed' ? ['private.stopped_addresses'] : [],
      );
    });

    it('is, after the days of retention, in these tables and in no other', async () => {
      const left = grown(empty, await rowsOf(kit)).filter((table) => !(table in mayStay));
      assert.deepEqual(left, links);
    });

    it('are no links after a month', async () => {
      await order.cleanAfter(30 * day);
      const named = (await tablesWith(kit, [order.id])).filter((table) => !(table in mayStay));
      assert.deepEqual(named, []);
      assert.deepEqual(
        grown(empty, await rowsOf(kit)).filter((table) => !(table in mayStay)),
        [],
      );
    });
  });
}

describe('an order that is never ended', () => {
  let kit: OutboxKit;
  let restaurant: string;
  before(async () => {
    kit = await OutboxKit.open();
    restaurant = await kit.addRestaurant({ accept_minutes: 4, abandoned_days: 2 });
  });
  after(() => kit.close());

  /** The addresses and deadlines that are left after so many days without a change. */
  async function leftAfter(days: number, status: string, dueInDays: number | null): Promise<number> {
    const due = `private.clock() + $3 * interval '1 day'`;
    const [placed] = await kit.query<{ id: string }>(
      `insert into public.orders (restaurant_id, number, status, estimated_ready_from, estimated_ready_to)
       values ($1, '43', $2, ${due}, ${due}) returning id`,
      [restaurant, status, dueInDays],
    );
    const order = placed?.id ?? '';
    await kit.addRecipient(order, 'sms');
    await kit.setClock(days * day);
    await kit.query('select public.clean_notifications()');
    const [left] = await kit.query<{ rows: number }>(
      `select (select count(*) from private.recipients where order_id = $1)::int
         + (select count(*) from private.accept_deadlines where order_id = $1)::int as rows`,
      [order],
    );
    await kit.setClock(-days * day);
    return left?.rows ?? 0;
  }

  it('is forgotten after the restaurant’s days, and not before', async () => {
    assert.deepEqual([await leftAfter(1.9, 'pending', 0), await leftAfter(2.1, 'pending', 0)], [2, 0]);
  });

  it('keeps its guest’s address until the day for which it was placed', async () => {
    assert.deepEqual([await leftAfter(11.9, 'scheduled', 10), await leftAfter(12.1, 'scheduled', 10)], [1, 0]);
    assert.deepEqual([await leftAfter(364, 'scheduled', null), await leftAfter(366, 'scheduled', null)], [1, 0]);
  });
});

async function tablesOf(kit: OutboxKit): Promise<readonly string[]> {
  const rows = await kit.query<{ name: string }>(
    `select format('%s.%s', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'private', 'realtime') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** How many rows each table has. */
async function rowsOf(kit: OutboxKit): Promise<ReadonlyMap<string, number>> {
  const counted = new Map<string, number>();
  for (const table of await tablesOf(kit)) {
    const [row] = await kit.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    counted.set(table, row?.count ?? 0);
  }
  return counted;
}

function grown(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): readonly string[] {
  return [...now].filter(([table, count]) => count > (before.get(table) ?? 0)).map(([table]) => table);
}

/** The tables in which one of these texts stands anywhere. */
async function tablesWith(kit: OutboxKit, texts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await tablesOf(kit)) {
    const rows = await kit.query(
      `select from ${table} as line where exists (
         select from unnest($1::text[]) as sought where position(sought in line::text) > 0) limit 1`,
      [texts],
    );
    if (rows.length > 0) found.push(table);
  }
  return found;
}

/** The tables that refer to an order, or to a row that does. */
async function tablesOfOrders(kit: OutboxKit): Promise<readonly string[]> {
  const rows = await kit.query<{ name: string }>(
    `with recursive of_orders as (
       select 'public.orders'::regclass::oid as id
       union
       select refers.conrelid from pg_constraint as refers join of_orders on refers.confrelid = of_orders.id
       where refers.contype = 'f')
     select format('%s.%s', relnamespace::regnamespace, relname) as name
     from of_orders join pg_class on pg_class.oid = of_orders.id order by 1`,
  );
  return rows.map(({ name }) => name);
}
