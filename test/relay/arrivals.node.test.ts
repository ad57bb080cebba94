import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { databaseStore } from '../../demo/server/relay/database-store.js';
import type { DemoServer } from '../../demo/server/server.js';
import type { StoredFields } from '../../src/relay.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { placeOrder, startTestServer } from '../demo/support.js';
import { NodeWebSocket } from '../faults/load/node-web-socket.js';
import { at, habits } from './habits.js';
import { inEveryOrder } from './in-every-order.js';
import { rowsOf, type Saying, say as sayTo } from './provider-says.js';

/** A time of that evening. */
const clock = (time: string) => `2026-11-30T${time}:00.000Z`;

describe('when a delivery arrives', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const delivery = async () => (await placeOrder(server, { fulfilment: 'delivery' })).id;
  const windowOf = async (id: string) => {
    const [row] = await rowsOf(server, 'select private.order_wire($1) as wire', [id]);
    const { estimated_arrival_from: from, estimated_arrival_to: to } = Object(row?.wire) as Record<
      string,
      string | null
    >;
    return [from, to].map((time) => (typeof time === 'string' ? new Date(time).toISOString().slice(11, 16) : time));
  };

  describe('by the documented messages of', () => {
    /** What each provider sends of our order, with the times in it. */
    const messages: Readonly<Record<string, (id: string, minute: number, time: string) => object>> = {
      'uber-direct': (id, minute, time) => ({
        id: `evt-${id}-${minute}`,
        kind: 'event.delivery_status',
        status: 'dropoff',
        created: at(minute),
        live_mode: false,
        delivery_id: `del-${id}`,
        customer_id: 'cus',
        data: {
          id: `del-${id}`,
          external_id: id,
          kind: 'delivery',
          status: 'dropoff',
          updated: at(minute),
          pickup_eta: null,
          dropoff_eta: clock(time),
          dropoff_deadline: clock('23:00'),
        },
      }),
      doordash: (id, minute, time) => ({
        external_delivery_id: id,
        event_name: 'DASHER_PICKED_UP',
        created_at: at(0),
        updated_at: at(minute),
        pickup_time_estimated: at(1),
        dropoff_time_estimated: clock(time),
        dropoff_deadline: clock('23:00'),
      }),
      deliverect: (id, minute, time) => ({
        channelOrderId: id,
        orderId: `own-${id}`,
        location: 'l',
        status: 80,
        timeStamp: at(minute),
        courierUpdate: { status: 83, deliveryTime: clock(time), courier: { firstName: 'Bo' } },
      }),
      standard: (id, minute, time) => ({
        id,
        status: 'preparing',
        updated_at: at(minute),
        estimated_arrival_to: clock(time),
      }),
    };

    for (const [provider, message] of Object.entries(messages)) {
      it(`${provider}: the newest time stands, however late, often and turned round they come`, async () => {
        const { send } = habits(databaseStore(server.database));
        const said = [
          [1, '19:10'],
          [2, '19:25'],
          [3, '19:20'],
        ] as const;
        for (const arriving of inEveryOrder(said)) {
          const id = await delivery();
          for (const [minute, time] of [...arriving, ...arriving.slice(0, 1)]) {
            assert.ok((await send(provider, message(id, minute, time))).ok);
          }
          assert.deepEqual(await windowOf(id), [null, '19:20'], JSON.stringify(arriving));
        }
      });
    }

    it('Shopify, of an order that was placed there', async () => {
      const { send } = habits(databaseStore(server.database));
      const order = { id: 77001, name: '#77001', updated_at: at(1), line_items: [{ id: 1, name: 'Tea', quantity: 1 }] };
      await send('shopify', order, { 'x-shopify-topic': 'orders/create' });
      const shipment = {
        id: 5,
        fulfillment_id: 6,
        order_id: 77001,
        status: 'out_for_delivery',
        updated_at: at(2),
        estimated_delivery_at: clock('19:40'),
      };
      await send('shopify', shipment, { 'x-shopify-topic': 'fulfillment_events/create' });
      const [link] = await rowsOf(
        server,
        `select order_id from private.provider_orders where provider = 'shopify' and external_id = '77001'`,
        [],
      );
      assert.deepEqual(await windowOf(String(link?.order_id)), [null, '19:40']);
    });

    it('couriers who cancel or bring it back: the time in that message no longer counts', async () => {
      const { send } = habits(databaseStore(server.database));
      const uber = messages['uber-direct'];
      const id = await delivery();
      await send('uber-direct', uber?.(id, 1, '19:10'));
      const cancelled = { ...Object(uber?.(id, 2, '19:10')), status: 'canceled' };
      await send('uber-direct', { ...cancelled, data: { ...cancelled.data, status: 'canceled' } });
      assert.deepEqual(await windowOf(id), [null, null]);
      // The next courier.
      const next = Object(uber?.(id, 3, '19:50'));
      await send('uber-direct', { ...next, delivery_id: 'del-2', data: { ...next.data, id: 'del-2' } });
      assert.deepEqual(await windowOf(id), [null, '19:50']);
    });
  });

  describe('as the database keeps it', () => {
    /** Says these in turn of one new order, and tells how it stands. */
    const after = async (...sayings: readonly Omit<Saying, 'reference'>[]) => {
      const id = await delivery();
      for (const saying of sayings) {
        await sayTo(server, { ...saying, externalId: `${saying.externalId}-${id}`, reference: id });
      }
      return windowOf(id);
    };
    const saying = (
      provider: string,
      minute: number,
      fields: StoredFields,
      courier = false,
    ): Omit<Saying, 'reference'> => ({
      provider,
      externalId: 'x',
      minute,
      fields,
      ...(courier && { courier }),
    });
    const to = (time: string | null): StoredFields => ({ estimated_arrival_to: time && clock(time) });

    it('is taken back by who said it, and not by an older message', async () => {
      const said = [saying('toast', 1, to('19:10')), saying('toast', 2, to(null))];
      for (const arriving of inEveryOrder(said)) assert.deepEqual(await after(...arriving), [null, null]);
      const again = [...said, saying('toast', 3, to('19:30'))];
      for (const arriving of inEveryOrder(again)) assert.deepEqual(await after(...arriving), [null, '19:30']);
    });

    it('of two providers, is what the courier says, though the platform repeats its promise; in any order', async () => {
      const said = [
        saying('deliverect', 1, to('19:00')),
        saying('uber-direct', 2, to('19:14'), true),
        saying('deliverect', 3, { ...to('19:00'), status: 'out_for_delivery' }),
      ];
      for (const arriving of inEveryOrder(said)) assert.deepEqual(await after(...arriving), [null, '19:14']);
    });

    it('is again what the platform says once the courier takes his time back, and never taken back by another', async () => {
      const said = [
        saying('deliverect', 1, to('19:00')),
        saying('uber-direct', 2, to('19:12'), true),
        saying('uber-direct', 3, to(null), true),
      ];
      for (const arriving of inEveryOrder(said)) assert.deepEqual(await after(...arriving), [null, '19:00']);
      assert.deepEqual(await after(...said, saying('toast', 4, to(null))), [null, '19:00']);
    });

    it('of two who are alike, is the newer word', async () => {
      const said = [saying('deliverect', 2, to('19:00')), saying('toast', 1, to('19:30'))];
      for (const arriving of inEveryOrder(said)) assert.deepEqual(await after(...arriving), [null, '19:00']);
    });

    it('is a window where both ends are said, and its end where they contradict each other', async () => {
      const window = (from: string, end: string) => ({ ...to(end), estimated_arrival_from: clock(from) });
      assert.deepEqual(await after(saying('toast', 1, window('19:00', '19:20'))), ['19:00', '19:20']);
      assert.deepEqual(await after(saying('toast', 1, window('19:30', '19:20'))), [null, '19:20']);
      const moved = [saying('toast', 1, window('19:30', '19:40')), saying('toast', 2, to('19:20'))];
      for (const arriving of inEveryOrder(moved)) assert.deepEqual(await after(...arriving), [null, '19:20']);
    });

    it('is one version with the status that was said in the same message, and none where it was known', async () => {
      const id = await delivery();
      const message = { ...saying('toast', 1, { ...to('19:10'), status: 'preparing' }), reference: id, externalId: id };
      await sayTo(server, message);
      const version = async () =>
        (await rowsOf(server, 'select version from public.orders where id = $1', [id]))[0]?.version;
      assert.equal(Number(await version()), 2);
      await sayTo(server, { ...message, minute: 2 });
      assert.equal(Number(await version()), 2);
    });

    it('can be read by guests and viewers, and written by neither guests nor staff', async () => {
      const id = await delivery();
      await sayTo(server, { ...saying('toast', 1, to('19:10')), reference: id, externalId: id });
      const asked = `select to_char(estimated_arrival_to at time zone 'UTC', 'HH24:MI') as arrives from public.orders
        where estimated_arrival_from is null`;
      const [user] = await rowsOf(server, 'select id from auth.users where email = $1', [server.staff.email]);
      for (const claims of [
        { role: 'tracker', order_id: id },
        { role: 'viewer', order_id: id },
      ]) {
        const { rows } = await server.database.as(claims, (query) => query.query<{ arrives: string }>(asked));
        assert.deepEqual(rows, [{ arrives: '19:10' }]);
      }
      for (const claims of [
        { role: 'tracker', order_id: id },
        { role: 'authenticated', sub: user?.id },
      ]) {
        const writing = server.database.as(claims, (query) =>
          query.query('update public.orders set estimated_arrival_to = now() where id = $1', [id]),
        );
        await assert.rejects(writing, /permission denied/);
      }
    });
  });

  describe('from the webhook to the guest', () => {
    const followed = {
      broadcast: { supabaseChannel: 'broadcast' },
      changes: { supabaseChannel: 'changes' },
      'order-status.v1': {},
    } as const;
    for (const [name, options] of Object.entries(followed)) {
      it(`${name}: is told as it changes, and taken back`, { timeout: 15_000 }, async (test) => {
        const { send } = habits(databaseStore(server.database));
        const id = await delivery();
        const tracker = createOrderTracker({
          orderId: id,
          ...(name === 'order-status.v1'
            ? { websocketUrl: `${server.url.replace('http', 'ws')}/ws` }
            : { supabaseUrl: server.url, supabaseKey: server.secrets.publishableKey, supabaseRead: 'order_snapshot' }),
          ...options,
          accessToken: await server.tokens.signForGuest(id),
          cache: 'none',
          environment: { WebSocket: NodeWebSocket as unknown as typeof WebSocket },
        });
        const told = (holds: (snapshot: ReturnType<typeof tracker.getSnapshot>) => boolean) =>
          new Promise<void>((resolve) => {
            const stop = tracker.subscribe((snapshot) => {
              if (!holds(snapshot)) return;
              stop();
              resolve();
            });
          });
        // Also of a test that ran out of time.
        test.after(() => tracker.stop());
        const live = told(({ isConnected }) => isConnected);
        tracker.start();
        await live;
        const uber = (minute: number, status: string, more: object = {}) =>
          send('uber-direct', {
            id: `evt-${id}-${minute}`,
            kind: 'event.delivery_status',
            status,
            delivery_id: `del-${id}`,
            created: at(minute),
            data: {
              id: `del-${id}`,
              external_id: id,
              status,
              updated: at(minute),
              dropoff_eta: clock('19:10'),
              ...more,
            },
          });
        const arrives = (time: string | undefined) =>
          told(
            ({ order, isConnected }) =>
              isConnected && order?.estimatedArrivalTo?.toISOString() === (time && clock(time)) && order?.version !== 1,
          );
        const first = arrives('19:10');
        assert.equal((await uber(1, 'pickup_complete')).headers.get('x-relay-outcome'), 'applied');
        await first;
        const later = arrives('19:25');
        await uber(3, 'dropoff', { dropoff_eta: clock('19:25') });
        await later;
        assert.equal((await uber(2, 'dropoff')).headers.get('x-relay-outcome'), 'late');
        const gone = arrives(undefined);
        await uber(4, 'canceled', { dropoff_eta: clock('19:25') });
        await gone;
        assert.equal(tracker.getSnapshot().order?.delayed, true);
      });
    }
  });
});
