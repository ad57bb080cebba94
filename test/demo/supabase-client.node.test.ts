import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { clientOf } from './supabase-js.js';
import {
  addRestaurant,
  columnOf,
  type DemoServer,
  moveTo,
  placeOrder,
  startTestServer,
  type TestOrder,
} from './support.js';

interface System {
  readonly extension: string;
  readonly status: string;
}

describe('the demo server, with the client @supabase/supabase-js', () => {
  let server: DemoServer;
  let order: TestOrder;
  let clients: SupabaseClient[];
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    clients = [];
    order = await placeOrder(server);
  });
  afterEach(async () => {
    for (const client of clients) {
      await client.removeAllChannels();
      client.realtime.disconnect();
    }
  });

  function client(token?: string): SupabaseClient {
    const made = clientOf(server, token === undefined ? {} : { accessToken: async () => token });
    clients.push(made);
    return made;
  }

  async function guest(orderId = order.id): Promise<SupabaseClient> {
    const made = client(await server.tokens.signForGuest(orderId));
    await made.realtime.setAuth();
    return made;
  }

  async function kitchen(account = server.staff): Promise<SupabaseClient> {
    const made = client();
    const { error } = await made.auth.signInWithPassword(account);
    assert.equal(error, null);
    return made;
  }

  describe('over REST', () => {
    it('lets a guest read their own order, and its snapshot with the items', async () => {
      const supabase = await guest();
      await placeOrder(server);
      const { data: rows } = await supabase.from('orders').select();
      assert.deepEqual(
        rows?.map(({ id, status, version }) => ({ id, status, version })),
        [{ id: order.id, status: 'pending', version: 1 }],
      );
      assert.ok(!Number.isNaN(Date.parse(rows?.[0]?.updated_at)) && String(rows?.[0]?.updated_at).includes('T'));
      const { data: snapshot } = await supabase.rpc('order_snapshot', { order_id: order.id });
      assert.equal(snapshot.items.length, 2);
    });

    it('refuses every update and delete by a guest', async () => {
      const supabase = await guest();
      const { error, status } = await supabase.from('orders').update({ status: 'ready' }).eq('id', order.id);
      assert.deepEqual([error?.code, status], ['42501', 403]);
      const { error: deletion } = await supabase.from('orders').delete().eq('id', order.id);
      assert.equal(deletion?.code, '42501');
      assert.equal(await columnOf(server, order.id, 'version'), 1);
    });

    it('answers 401 with the publishable key alone, without a key, and with an expired token', async () => {
      const { error, status } = await client().from('orders').select();
      assert.deepEqual([error?.code, status], ['42501', 401]);
      const withoutKey = await fetch(`${server.url}/rest/v1/orders`);
      assert.equal(withoutKey.status, 401);
      const expired = client(await server.tokens.sign({ role: 'tracker', order_id: order.id }, -1));
      assert.equal((await expired.from('orders').select()).status, 401);
    });

    it('lets staff sign in, read their orders with items, and change the status', async () => {
      const supabase = await kitchen();
      const { data: read } = await supabase
        .from('orders')
        .select('id, version, items:order_items(name, quantity)')
        .eq('id', order.id)
        .single();
      assert.equal(read?.items.length, 2);
      const { data: moved } = await supabase
        .from('orders')
        .update({ status: 'preparing' })
        .eq('id', order.id)
        .eq('version', 1)
        .select('status, version')
        .single();
      assert.deepEqual(moved, { status: 'preparing', version: 2 });
    });

    it('returns a message for a refused status change, and updates nothing when the version is outdated', async () => {
      const supabase = await kitchen();
      const { error, status } = await supabase.from('orders').update({ status: 'completed' }).eq('id', order.id);
      assert.equal(status, 400);
      assert.equal(error?.message, 'An order that is pending cannot become completed.');
      await moveTo(server, order.id, 'preparing');
      const { data } = await supabase
        .from('orders')
        .update({ status: 'preparing' })
        .eq('id', order.id)
        .eq('version', 1)
        .select('version')
        .maybeSingle();
      assert.equal(data, null);
    });

    it('hides a restaurant’s orders from the staff of another restaurant', async () => {
      const { restaurantId, orderId } = await addRestaurant(server);
      const account = { email: `${restaurantId}@next.example`, password: 'tagliatelle' };
      await server.addStaff(account, restaurantId);
      const supabase = await kitchen(account);
      const { data } = await supabase.from('orders').select('id');
      assert.deepEqual(data, [{ id: orderId }]);
      const { data: changed } = await supabase
        .from('orders')
        .update({ status: 'preparing' })
        .eq('id', order.id)
        .select('id');
      assert.deepEqual(changed, []);
    });

    it('refuses sign-up', async () => {
      const { error } = await client().auth.signUp({ email: 'guest@example.com', password: 'let me in please' });
      assert.equal(error?.status, 422);
    });

    it('runs concurrent requests each in its own role', async () => {
      const other = await placeOrder(server);
      const [mine, theirs, staff] = [await guest(), await guest(other.id), await kitchen()];
      const rounds = Array.from({ length: 20 }, async () => {
        const [first, second, third] = await Promise.all([
          mine.from('orders').select('id'),
          theirs.from('orders').select('id'),
          staff.from('orders').select('id').in('id', [order.id, other.id]),
        ]);
        assert.deepEqual(first.data, [{ id: order.id }]);
        assert.deepEqual(second.data, [{ id: other.id }]);
        assert.equal(third.data?.length, 2);
      });
      await Promise.all(rounds);
    });
  });

  describe('over Realtime', () => {
    /** Subscribes and waits until the server confirms the `postgres_changes`. */
    function changesConfirmed(channel: RealtimeChannel): Promise<void> {
      return new Promise((resolve, reject) => {
        channel.on('system', {}, ({ extension, status }: System) => {
          if (extension === 'postgres_changes')
            status === 'ok' ? resolve() : reject(new Error('the server refused the postgres_changes'));
        });
        channel.subscribe((status, error) => {
          if (status !== 'SUBSCRIBED') reject(error ?? new Error(status));
        });
      });
    }

    function joined(channel: RealtimeChannel): Promise<void> {
      return new Promise((resolve, reject) => {
        channel.subscribe((status, error) =>
          status === 'SUBSCRIBED' ? resolve() : reject(error ?? new Error(status)),
        );
      });
    }

    it('sends a guest the changes of their order and of no other', async () => {
      const other = await placeOrder(server);
      const seen: string[] = [];
      let finish: () => void = () => undefined;
      const all = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const channel = (await guest())
        .channel('any name')
        .on('postgres_changes', { event: '*', schema: 'public', table: 'orders' }, ({ new: row, old }) => {
          const { id, status } = row as { id: string; status: string };
          assert.deepEqual([id, old], [order.id, { id: order.id }]);
          if (seen.push(status) === 2) finish();
        });
      await changesConfirmed(channel);
      await moveTo(server, other.id, 'preparing');
      await moveTo(server, order.id, 'preparing');
      await moveTo(server, other.id, 'ready');
      await moveTo(server, order.id, 'ready');
      await all;
      assert.deepEqual(seen, ['preparing', 'ready']);
    });

    it('sends the kitchen the insert of a new order', async () => {
      let arrived: (id: string) => void = () => undefined;
      const next = new Promise<string>((resolve) => {
        arrived = resolve;
      });
      const channel = (await kitchen())
        .channel('kitchen')
        .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'orders' }, ({ new: row }) =>
          arrived(row.id),
        );
      await changesConfirmed(channel);
      const placed = await placeOrder(server);
      assert.equal(await next, placed.id);
    });

    it('sends only the id of a deleted order', async () => {
      let arrived: (old: unknown) => void = () => undefined;
      const deleted = new Promise((resolve) => {
        arrived = resolve;
      });
      const channel = (await guest())
        .channel('any name')
        .on('postgres_changes', { event: 'DELETE', schema: 'public', table: 'orders' }, ({ old }) => arrived(old));
      await changesConfirmed(channel);
      const { id } = await placeOrder(server);
      await server.database.transaction((query) => query.query('delete from public.orders where id = $1', [id]));
      assert.deepEqual(await deleted, { id });
    });

    it('broadcasts each change to the order’s private channel, with only the columns for guests', async () => {
      let arrived: (message: { event: string; payload: Record<string, unknown> }) => void = () => undefined;
      const next = new Promise<{ event: string; payload: Record<string, unknown> }>((resolve) => {
        arrived = resolve;
      });
      const channel = (await guest())
        .channel(`order:${order.id}`, { config: { private: true } })
        .on('broadcast', { event: '*' }, (message) => arrived(message as never));
      await joined(channel);
      await moveTo(server, order.id, 'preparing');
      const { event, payload } = await next;
      assert.equal(event, 'order');
      assert.deepEqual([payload.id, payload.status, payload.version], [order.id, 'preparing', 2]);
      assert.deepEqual(Object.keys(payload).sort(), [
        ...['currency', 'delayed', 'epoch', 'estimated_arrival_from', 'estimated_arrival_to', 'estimated_ready_from'],
        ...['estimated_ready_to', 'fulfilment', 'id', 'items', 'number', 'on_hold', 'placed_at', 'reason'],
        ...['restaurant_name', 'status', 'status_source', 'table_label', 'total_minor', 'updated_at', 'version'],
      ]);
    });

    it('refuses the private channel of another order', async () => {
      const other = await placeOrder(server);
      const channel = (await guest()).channel(`order:${other.id}`, { config: { private: true } });
      await assert.rejects(joined(channel), /You do not have permissions to read from this Channel topic/);
    });
  });
});
