import assert from 'node:assert/strict';
import type { Acting } from './acting.js';
import { ids } from './actors.js';

/** The last migration of the kit's first version. */
export const firstVersion = '20261101090800_sharing.sql';

type Step = readonly [status: string, reason?: string];
const paths: Readonly<Record<string, readonly Step[]>> = {
  dine_in: [['preparing'], ['ready'], ['served'], ['completed'], ['refunded']],
  pickup: [['preparing'], ['ready'], ['completed']],
  delivery: [['preparing'], ['ready'], ['out_for_delivery'], ['failed']],
};

/** Orders of every kind, in every status that they pass through, with all that belongs to them. */
export async function fillFirstVersion(database: Acting): Promise<void> {
  await database.own(`
    insert into auth.users (id, email) values ('${ids.staffA}', 'staff@a.example'), ('${ids.staffB}', 'staff@b.example');
    insert into public.restaurants (id, name) values ('${ids.A}', 'A'), ('${ids.B}', 'B');
    insert into public.staff (user_id, restaurant_id) values ('${ids.staffA}', '${ids.A}'), ('${ids.staffB}', '${ids.B}');
    select public.add_board_link('${ids.A}', repeat('f', 64));`);
  let count = 0;
  const place = async (fulfilment: string, steps: readonly Step[], payment = 'succeeded') => {
    count += 1;
    const order = {
      restaurant_id: count % 2 === 0 ? ids.A : ids.B,
      fulfilment,
      table_label: 'Window',
      payment_status: payment,
      items: [{ name: 'Soup', quantity: 2, prep_minutes: 7, price_minor: 450 }],
    };
    const hash = count.toString(16).padStart(64, '0');
    const [placed] = await database.own(`select id from public.place_order('${JSON.stringify(order)}', '${hash}')`);
    for (const [status, reason] of steps) {
      await database.own(`
        update public.orders set status = '${status}', reason = ${reason ? `'${reason}'` : 'reason'}
        where id = '${placed?.id}'`);
    }
    await database.own(`select public.open_tracking_link('${placed?.id}', '${hash}', '${hash.replace('0', 'a')}')`);
    return String(placed?.id);
  };
  for (const [fulfilment, steps] of Object.entries(paths)) {
    for (let reached = 0; reached <= steps.length; reached += 1) await place(fulfilment, steps.slice(0, reached));
    await place(fulfilment, [['preparing'], ['cancelled', 'No dough']]);
    await place(fulfilment, [['rejected', 'Too late']]);
    await place(fulfilment, [], 'failed');
    await place(fulfilment, [['preparing'], ['ready'], ['preparing']]);
  }
  const [changed] = await database.own('select id from public.orders order by number::int, id limit 1');
  await database.own(`
    update public.orders set estimated_ready_to = now() + interval '1 hour', delayed = true, on_hold = true
    where id = '${changed?.id}';
    insert into public.order_messages (order_id, message) select id, 'here' from public.orders where fulfilment = 'pickup';
    insert into public.order_ratings (order_id, rating) select id, 4 from public.orders where status = 'completed';
    insert into private.pickup_attempts (order_id) select id from public.orders where fulfilment = 'pickup';
    insert into public.orders (restaurant_id, number, status) values ('${ids.A}', 'S1', 'scheduled');`);
}

/** All that the kit holds, row by row, by table. */
export type Contents = ReadonlyMap<string, readonly string[]>;

export async function contentsOf(database: Acting): Promise<Contents> {
  const tables = await database.own(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'private')`);
  const contents = new Map<string, readonly string[]>();
  for (const { name } of tables) {
    const rows = await database.own(`select to_jsonb(kept)::text as row from ${name} as kept`);
    contents.set(String(name), rows.map(({ row }) => String(row)).sort());
  }
  return contents;
}

/** Every row of before is there, with every value unchanged; columns may have come. */
export async function assertNothingLost(database: Acting, before: Contents): Promise<void> {
  for (const [table, rows] of before) {
    const json = JSON.stringify(rows.map((row) => JSON.parse(row) as unknown)).replaceAll("'", "''");
    const [counted] = await database.own(`
      select (select count(*) from ${table}) as rows,
        count(*) filter (where exists (select from ${table} as kept where to_jsonb(kept) @> was)) as kept
      from jsonb_array_elements('${json}') as was`);
    assert.deepEqual(
      { rows: Number(counted?.rows), kept: Number(counted?.kept) },
      { rows: rows.length, kept: rows.length },
      `${table} has other rows than before`,
    );
  }
}

/** The kit's tables that `postgres_changes` tells about. */
export async function publishedTables(database: Acting): Promise<readonly unknown[]> {
  const rows = await database.own(`
    select tablename from pg_publication_tables
    where pubname = 'supabase_realtime' and schemaname = 'public' order by tablename`);
  return rows.map(({ tablename }) => tablename);
}
