import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Acting } from './acting.js';
import { type Actor, actors, ids } from './actors.js';

/** What guests and screens ask for, and what a server asks in their name. */
const queries: readonly (readonly [Actor, string])[] = [
  ['guest', `select id, status, version from public.orders where id = '${ids.a1}'`],
  ['guest', 'select id, status, version from public.orders'],
  ['viewer', `select id, status from public.orders where id = '${ids.a1}'`],
  ['guest', `select public.order_snapshot('${ids.a1}')`],
  ['viewer', `select public.order_snapshot('${ids.a1}')`],
  ['guest', `select public.tell_kitchen('${ids.a1}', 'here')`],
  ['guest', `select public.rate_order('${ids.a1}', 5)`],
  ['board', `select public.board_snapshot('${ids.A}')`],
  ['staffA', `select public.order_snapshot('${ids.a1}')`],
  ['staffA', `select id from public.orders where id = '${ids.a1}'`],
  ['service', `select public.open_tracking_link('${ids.a1}', repeat('a', 64), repeat('d', 64))`],
  ['service', `select public.check_board_link('${ids.A}', repeat('a', 64))`],
  ['service', `select public.place_order_as_server('{}', repeat('d', 64), 'r1', repeat('e', 64))`],
  ['guest', `select public.is_guest_of('${ids.a1}')`],
  ['guest', `select public.ask_kitchen('${ids.a1}')`],
  ['guest', `select public.may_add_to_wallet('${ids.a1}')`],
  ['service', `select public.notification_offers('${ids.a1}')`],
  [
    'service',
    `select public.add_recipient('${ids.a1}', 'sms', '{"number": "+4915112345678"}', repeat('b', 64), 'I agree', 'en', 'tracker', repeat('a', 64))`,
  ],
  ['service', `select public.recipient_wire('${ids.a1}')`],
  ['service', `select public.withdraw_recipient('${ids.a1}', 'link')`],
  ['service', `select public.note_page_view('${ids.a1}', 'page-0001', true, 1)`],
  ['service', `select public.note_push('${ids.a1}', true)`],
  ['service', `select public.wallet_order('${ids.a1}', repeat('a', 64))`],
  ['service', `select public.add_wallet_card('${ids.a1}', 'google', '', null)`],
];

/**
 * With thousands of orders, also of one restaurant, no query of a guest reads more than a few rows. `open` gives a kit that `fillKit`
 * has filled.
 */
export function describeIndexes(name: string, open: () => Promise<Acting>): void {
  describe(`with thousands of orders in ${name}`, () => {
    let database: Acting;
    before(async () => {
      database = await open();
      await addThousands(database);
    });

    for (const [actor, sql] of queries) {
      it(`an index answers ${actor}: ${sql}`, async () => {
        const outcome = await database.as(actors[actor], noteReads, sql, manyReads);
        assert.equal(outcome.refused, undefined, outcome.refused && outcome.message);
        assert.deepEqual(outcome.refused === undefined && outcome.rows, []);
      });
    }

    it('a query without an index would be noticed', async () => {
      const outcome = await database.as(
        actors.service,
        noteReads,
        `select count(*) from public.orders where number = 'x'`,
        manyReads,
      );
      assert.deepEqual(outcome.refused === undefined && outcome.rows, [{ relname: 'orders' }]);
    });

    it('explain names the index by which a guest’s order is found', async () => {
      const outcome = await database.as(
        actors.guest,
        `explain select id, status from public.orders where id = '${ids.a1}'`,
      );
      const plan =
        outcome.refused === undefined ? outcome.rows.map((row) => row['QUERY PLAN']).join('\n') : outcome.message;
      assert.match(plan, /Index (Only )?Scan using orders_pkey on orders/);
      assert.doesNotMatch(plan, /Seq Scan/);
    });
  });
}

const noteReads = `select set_config('kit.reads', (
  select coalesce(jsonb_object_agg(relid, seq_tup_read + coalesce(idx_tup_fetch, 0)), '{}')
  from pg_stat_xact_user_tables)::text, true)`;

/** The large tables of which more than 50 rows were read since `noteReads`. */
const manyReads = `
  select tables.relname from pg_stat_xact_user_tables as tables join pg_class on pg_class.oid = tables.relid
  where pg_class.reltuples > 1000
    and tables.seq_tup_read + coalesce(tables.idx_tup_fetch, 0)
      > 50 + coalesce((current_setting('kit.reads')::jsonb ->> tables.relid::text)::bigint, 0)`;

/** 3,000 old orders of restaurant A and 2,500 of 50 more restaurants, with all that belongs to them. */
async function addThousands(database: Acting): Promise<void> {
  await database.own(`
    alter table public.orders disable trigger user;
    alter table public.order_items disable trigger user;
    insert into public.restaurants (name) select 'R' || series from generate_series(1, 1500) as series;
    insert into public.orders (restaurant_id, number, status, fulfilment, estimated_by, placed_at)
    select restaurants.id, series::text, case when series = 1 then 'ready' else 'completed' end, 'pickup', 'formula',
      now() - series * interval '1 hour'
    from (select id from public.restaurants where id not in ('${ids.A}', '${ids.B}') limit 50) as restaurants,
      generate_series(1, 50) as series;
    insert into public.orders (restaurant_id, number, status, fulfilment, estimated_by, placed_at)
    select '${ids.A}', series::text, 'completed', 'pickup', 'formula', now() - series * interval '1 hour'
    from generate_series(1, 3000) as series;
    alter table public.orders enable trigger user;
    insert into public.order_items (order_id, position, name, quantity) select id, 1, 'Soup', 1 from public.orders;
    alter table public.order_items enable trigger user;
    insert into public.order_events (order_id, version, status) select id, 1, status from public.orders;
    insert into public.order_messages (order_id, message) select id, 'on_my_way' from public.orders on conflict do nothing;
    insert into public.order_ratings (order_id, rating) select id, 5 from public.orders on conflict do nothing;
    insert into private.pickup_codes (order_id, code) select id, '0000' from public.orders on conflict do nothing;
    insert into private.tracking_links (capability_hash, order_id)
    select replace(id::text || id::text, '-', ''), id from public.orders;
    insert into private.shared_links (capability_hash, tracking_hash)
    select translate(capability_hash, '0123456789', '1234567890'), capability_hash from private.tracking_links
    where capability_hash ~ '[0-9]';
    insert into private.board_links (capability_hash, restaurant_id)
    select replace(id::text || id::text, '-', ''), id from public.restaurants;
    insert into private.boards (restaurant_id) select id from public.restaurants on conflict do nothing;
    insert into private.order_keys (key_hash, restaurant_id, label)
    select replace(id::text || id::text, '-', ''), id, 'till' from public.restaurants;
    with consents as (
      insert into private.consents (restaurant_id, order_id, channel, address_hash, wording, language, method)
      select restaurant_id, id, 'sms', replace(id::text || id::text, '-', ''), 'I agree', 'en', 'tracker' from public.orders
      returning id, order_id, channel, address_hash)
    insert into private.recipients (id, order_id, channel, address, address_hash, consent_id)
    select order_id, order_id, channel, '{}', address_hash, id from consents;
    insert into private.page_views (order_id, page, is_visible) select id, 'page-0001', true from public.orders
    on conflict do nothing;
    insert into private.wallet_cards (order_id, kind, device, pushed_version)
    select id, 'apple', id::text, 1 from public.orders;
    alter table public.staff_alerts disable trigger user;
    insert into public.staff_alerts (restaurant_id, order_id, kind, handled_at)
    select restaurant_id, id, 'question', now() from public.orders;
    alter table public.staff_alerts enable trigger user;`);
  await database.own('analyze');
}
