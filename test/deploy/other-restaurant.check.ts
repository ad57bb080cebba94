import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idColumn, TwoRestaurants } from './two-restaurants.js';

const tables = [
  ...['restaurants', 'staff', 'orders', 'order_items', 'order_events', 'order_messages', 'order_ratings'],
  'unmapped_words',
];

describe('a second restaurant', () => {
  let two: TwoRestaurants;
  before(async () => {
    two = await TwoRestaurants.open();
  });
  after(() => two.server.close());

  const oursIn = (table: string) => (idColumn(table) === 'order_id' ? two.ours.order : two.ours.id);

  for (const table of tables) {
    it(`reads nothing of the first one’s ${table}, by whatever filter, embedding, count or schema`, async () => {
      const filter = `${idColumn(table)}=eq.${oursIn(table)}`;
      const queries = [
        'select=*',
        filter,
        `${idColumn(table)}=in.(${oursIn(table)})`,
        `or=(${idColumn(table)}.eq.${oursIn(table)},${idColumn(table)}.not.is.null)`,
        `${idColumn(table)}=not.is.null`,
        'select=count',
        `select=${idColumn(table)},count()`,
        `order=${idColumn(table)}.desc&limit=100&offset=0`,
      ];
      for (const query of queries) {
        await two.repels({ path: `/rest/v1/${table}?${query}` });
        await two.repels({ path: `/rest/v1/${table}?${query}`, headers: { Prefer: 'count=exact' } });
      }
      for (const count of ['planned', 'estimated']) {
        await two.repels({ path: `/rest/v1/${table}?${filter}`, headers: { Prefer: `count=${count}` } });
        await two.repels({ path: `/rest/v1/${table}`, method: 'HEAD', headers: { Prefer: `count=${count}` } });
      }
      for (const schema of ['private', 'auth', 'realtime', 'demo', 'pg_catalog']) {
        await two.repels({ path: `/rest/v1/${table}`, headers: { 'Accept-Profile': schema } });
      }
      await two.repels({
        path: `/rest/v1/${table}?${filter}`,
        headers: { Accept: 'application/vnd.pgrst.object+json' },
      });
      await two.repels({ path: `/rest/v1/${table}?${filter}`, headers: { Accept: 'text/csv' } });
      await two.repels({ path: `/rest/v1/${table}?${filter}`, headers: { Accept: 'application/vnd.pgrst.plan+json' } });
    });
  }

  it('reads nothing through embedded tables', async () => {
    for (const path of [
      `restaurants?select=*,orders(*,order_items(*),order_events(*),order_messages(*),order_ratings(*)),staff(*),unmapped_words(*)`,
      `restaurants?select=*,orders!inner(*)&orders.id=eq.${two.ours.order}`,
      `orders?select=*,restaurants(*,staff(*)),order_items(*)&id=eq.${two.ours.order}`,
      `orders?select=id,order_items!inner(*)&order_items.id=eq.${two.ours.item}`,
      `orders?select=id,restaurants!inner(name)&restaurants.id=eq.${two.ours.id}`,
      `orders?select=*,...restaurants(name)`,
      `staff?select=*,restaurants(*,orders(*))`,
      `order_items?select=*,orders(*,restaurants(*))`,
      `order_items?select=*,orders!left(*)&orders.restaurant_id=eq.${two.ours.id}`,
      `order_events?select=*,orders!inner(*)&orders.restaurant_id=eq.${two.ours.id}`,
      `orders?select=*,private.tracking_links(*)`,
      `orders?select=*,tracking_links(*),pickup_codes(*)`,
      `staff?select=*,users(*)`,
    ]) {
      await two.repels({ path: `/rest/v1/${path}` });
    }
    for (const path of [
      '',
      'order_keys',
      'tracking_links',
      'pickup_codes',
      'board_links',
      'users',
      'settings',
      'messages',
    ]) {
      await two.repels({ path: `/rest/v1/${path}` });
    }
  });

  it('changes, adds, replaces and removes nothing of the first one', async () => {
    const representation = { Prefer: 'return=representation' };
    const merging = { Prefer: 'resolution=merge-duplicates,return=representation' };
    const rows: Readonly<Record<string, object>> = {
      restaurants: { id: two.ours.id, name: 'Mine' },
      staff: { user_id: two.theirs.manager, restaurant_id: two.ours.id, role: 'manager' },
      orders: {
        id: two.ours.order,
        restaurant_id: two.ours.id,
        number: '9',
        status: 'preparing',
        estimated_by: 'kitchen',
      },
      order_items: {
        id: two.ours.item,
        order_id: two.ours.order,
        position: 1,
        name: 'Mine',
        quantity: 1,
        status: 'ready',
      },
      order_events: { order_id: two.ours.order, version: 9, status: 'ready' },
      order_messages: { order_id: two.ours.order, message: 'got_it' },
      order_ratings: { order_id: two.ours.order, rating: 1 },
      unmapped_words: { restaurant_id: two.ours.id, provider: 'square', word: 'Mine' },
    };
    for (const [table, row] of Object.entries(rows)) {
      const path = `/rest/v1/${table}`;
      const filter = `${idColumn(table)}=eq.${oursIn(table)}`;
      const key =
        table === 'staff' ? 'user_id,restaurant_id' : table === 'unmapped_words' ? 'restaurant_id,provider,word' : 'id';
      await two.repels({ path: `${path}?${filter}`, method: 'PATCH', body: row, headers: representation });
      await two.repels({ path: `${path}?${filter}`, method: 'DELETE', headers: representation });
      await two.repels({ path, method: 'POST', body: row, headers: representation });
      await two.repels({ path, method: 'POST', body: [row], headers: merging });
      await two.repels({ path: `${path}?on_conflict=${key}`, method: 'POST', body: row, headers: merging });
      await two.repels({ path: `${path}?${filter}`, method: 'PUT', body: row, headers: representation });
    }
    for (const [path, body] of [
      [`orders?id=eq.${two.ours.order}`, { status: 'preparing' }],
      [`orders?or=(id.eq.${two.ours.order},number.eq.77)&restaurant_id=eq.${two.ours.id}`, { status: 'preparing' }],
      [`orders?id=eq.${two.theirs.order}`, { restaurant_id: two.ours.id }],
      [`orders?id=eq.${two.theirs.order}`, { id: two.ours.order }],
      [`order_items?id=eq.${two.theirs.item}`, { order_id: two.ours.order }],
      [`order_items?id=eq.${two.ours.item}`, { status: 'ready' }],
      [`staff?user_id=eq.${two.theirs.manager}`, { restaurant_id: two.ours.id }],
      [`staff?restaurant_id=eq.${two.ours.id}`, { role: 'manager' }],
    ] as const) {
      await two.repels({ path: `/rest/v1/${path}`, method: 'PATCH', body, headers: { Prefer: 'return=minimal' } });
    }
  });

  it('gets nothing from functions that are called with the first one’s ids', async () => {
    const hash = 'd'.repeat(64);
    const order = {
      restaurant_id: two.ours.id,
      fulfilment: 'pickup',
      payment_status: 'succeeded',
      items: [{ name: 'x', quantity: 1 }],
    };
    const calls: Readonly<Record<string, object>> = {
      order_snapshot: { order_id: two.ours.order },
      board_snapshot: { restaurant_id: two.ours.id },
      tell_kitchen: { order_id: two.ours.order, message: 'on_my_way' },
      rate_order: { order_id: two.ours.order, rating: 1 },
      postpone_order: { order_id: two.ours.order, minutes: 5 },
      check_pickup_code: { order_id: two.ours.order, code: '0000' },
      revoke_tracking_links: { order_id: two.ours.order },
      revoke_board_links: { restaurant_id: two.ours.id },
      create_order_key: { restaurant_id: two.ours.id, label: 'mine' },
      revoke_order_keys: { restaurant_id: two.ours.id, label: 'till' },
      create_board_link: { restaurant_id: two.ours.id },
      add_board_link: { restaurant_id: two.ours.id, capability_hash: hash },
      check_board_link: { restaurant_id: two.ours.id, capability_hash: hash },
      open_tracking_link: { order_id: two.ours.order, capability_hash: hash, share_hash: hash },
      add_staff: { restaurant_id: two.ours.id, email: `manager@${two.theirs.id}.example`, role: 'manager' },
      place_order: { new_order: order, capability_hash: hash },
      place_order_as_staff: { new_order: order, capability_hash: hash, request_key: 'r' },
      place_order_as_server: { new_order: order, capability_hash: hash, request_key: 'r', key_hash: hash },
      apply_provider_event: {
        restaurant_id: two.ours.id,
        provider: 'square',
        external_id: 'e',
        event_id: 'e',
        occurred_at: null,
        patch: {},
      },
      add_provider_link: { restaurant_id: two.ours.id, provider: 'square', external_id: 'e', capability_hash: hash },
      quiet_provider_orders: { providers: ['square'], quiet: '0 s', most: 5 },
      begin_epoch: {},
    };
    for (const [name, body] of Object.entries(calls)) {
      await two.repels({ path: `/rest/v1/rpc/${name}`, method: 'POST', body });
      await two.repels({
        path: `/rest/v1/rpc/${name}?select=*`,
        method: 'POST',
        body: [body],
        headers: { Prefer: 'params=single-object' },
      });
      const query = new URLSearchParams(Object.entries(body).map(([key, value]) => [key, String(value)]));
      await two.repels({ path: `/rest/v1/rpc/${name}?${query}` });
    }
    for (const name of [
      'order_wire',
      'board_wire',
      'manages',
      'to_uuid',
      'pg_sleep',
      'current_setting',
      'set_config',
    ]) {
      await two.repels({ path: `/rest/v1/rpc/${name}`, method: 'POST', body: { order_id: two.ours.order } });
      await two.repels({
        path: `/rest/v1/rpc/${name}`,
        method: 'POST',
        body: {},
        headers: { 'Content-Profile': 'private' },
      });
    }
  });

  it('gets nothing from the server’s own endpoints and Edge Functions', async () => {
    const items = [{ name: 'x', quantity: 1 }];
    for (const id of [two.ours.order, `${two.ours.order}/`, `${two.theirs.order}/../${two.ours.order}`]) {
      await two.repels({ path: `/api/orders/${id}` });
    }
    await two.repels({ path: `/api/boards/${two.ours.id}` });
    await two.repels({ path: `/api/boards/${two.ours.order}` });
    await two.repels({
      path: `/api/orders/${two.ours.order}/messages`,
      method: 'POST',
      body: { message: 'on_my_way' },
    });
    await two.repels({ path: `/api/orders/${two.ours.order}/rating`, method: 'POST', body: { rating: 1 } });
    const order = { restaurant_id: two.ours.id, fulfilment: 'pickup', payment: 'succeeded', items };
    await two.repels({ path: '/functions/v1/orders', method: 'POST', body: order });
    for (const body of [
      { order_id: two.ours.order, capability: 'x' },
      { restaurant_id: two.ours.id, capability: 'x' },
    ]) {
      for (const path of ['/functions/v1/track', '/api/track']) await two.repels({ path, method: 'POST', body });
    }
    for (const body of [
      { action: 'offers' },
      { action: 'page', page: 'page-1234', visible: true, minutes_away: 1 },
      { action: 'consent', channel: 'sms', number: '+447700900123', wording: 'Yes', language: 'en', method: 'tracker' },
      { action: 'withdraw', channel: 'sms' },
    ]) {
      await two.repels({
        path: '/functions/v1/notify',
        method: 'POST',
        body: { ...body, order_id: two.ours.order },
      });
    }
    for (const path of [
      `apple/${two.ours.order}`,
      `google/${two.ours.order}`,
      'tell',
      'v1/devices/x/registrations/y',
    ]) {
      await two.repels({ path: `/functions/v1/wallet/${path}`, method: 'POST', body: {} });
      await two.repels({ path: `/functions/v1/wallet/${path}` });
    }
    for (const path of ['outbox', 'withdraw', 'delivery-reports/twilio', 'relay/square', 'relay/reconcile']) {
      await two.repels({ path: `/functions/v1/${path}`, method: 'POST', body: { order_id: two.ours.order } });
    }
    await two.repels({ path: '/auth/v1/user', method: 'PUT', body: { data: { restaurant_id: two.ours.id } } });
    const withKey = await fetch(`${two.server.url}/functions/v1/orders`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${two.orderKey}` },
      body: JSON.stringify(order),
    });
    assert.equal(withKey.status, 401);
    for (const restaurant_id of [two.ours.id.toUpperCase(), [two.ours.id], null]) {
      const response = await fetch(`${two.server.url}/functions/v1/orders`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${two.orderKey}` },
        body: JSON.stringify({ ...order, restaurant_id }),
      });
      assert.equal(response.status, 400);
    }
    await two.isUnchanged('an order key of another restaurant');
  });
});
