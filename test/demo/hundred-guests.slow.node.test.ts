import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type DemoServer,
  demoRestaurantId,
  moveTo,
  openOrderSocket,
  openRealtimeSocket,
  startTestServer,
  type TestSocket,
} from './support.js';

interface Guest {
  readonly orderId: string;
  readonly token: string;
}

/** How many orders each guest tries to follow, including their own. `npm run soak` tries all 100. */
const tries = process.env.SOAK_RUNS ? 100 : 5;

describe('100 guests with 100 orders', () => {
  let server: DemoServer;
  let guests: readonly Guest[];

  before(async () => {
    server = await startTestServer({ joinErrorDelay: 0 });
    const { rows } = await server.database.transaction((query) =>
      query.query<{ id: string }>(
        `insert into public.orders (restaurant_id, number)
         select $1, count::text from generate_series(1, 100) as count returning id`,
        [demoRestaurantId],
      ),
    );
    guests = await Promise.all(
      rows.map(async ({ id }) => ({ orderId: id, token: await server.tokens.signForGuest(id) })),
    );
  });
  after(() => server.close());

  /** The ids that a guest tries to follow: the own order and some of the others. */
  const triedOrdersOf = (index: number) =>
    Array.from({ length: tries }, (_, step) => guests[(index + step) % guests.length]?.orderId ?? '');
  const headersOf = ({ token }: Guest) => ({
    Authorization: `Bearer ${token}`,
    apikey: server.secrets.publishableKey,
  });
  const read = async (path: string, guest: Guest): Promise<unknown> =>
    (await fetch(`${server.url}/rest/v1/${path}`, { headers: headersOf(guest) })).json();

  it('each read only their own order over Supabase REST, even when they ask for all', async () => {
    const all = guests.map(({ orderId }) => orderId).join();
    for (const guest of guests) {
      const own = [{ id: guest.orderId }];
      assert.deepEqual(await read('orders?select=id', guest), own);
      assert.deepEqual(await read(`orders?select=id&id=in.(${all})`, guest), own);
    }
  });

  it('each read only their own order from /api/orders, and get 404 for another', async () => {
    for (const [index, guest] of guests.entries()) {
      const other = guests[(index + 1) % guests.length];
      const statusOf = async (id = '') =>
        (await fetch(`${server.url}/api/orders/${id}`, { headers: headersOf(guest) })).status;
      assert.deepEqual([await statusOf(guest.orderId), await statusOf(other?.orderId)], [200, 404]);
    }
  });

  it(`each subscribe only to their own order over order-status.v1, when they try ${tries}`, async () => {
    await Promise.all(
      guests.map(async (guest, index) => {
        const socket = await openOrderSocket(server);
        for (const orderId of triedOrdersOf(index)) {
          socket.send({ type: 'subscribe', ref: orderId, order_id: orderId, token: guest.token });
        }
        const granted: string[] = [];
        for (let answers = 0; answers < tries; answers += 1) {
          const { type, ref, code } = (await socket.message()) as { type: string; ref: string; code?: number };
          if (type === 'subscribed') granted.push(ref);
          else assert.deepEqual([type, code], ['closed', 4403]);
        }
        assert.deepEqual(granted, [guest.orderId]);
        await socket.close();
      }),
    );
  });

  it(`each join only their own private Realtime channel, when they try ${tries}`, async () => {
    await Promise.all(
      guests.map(async (guest, index) => {
        const socket = await openRealtimeSocket(server);
        const admitted: string[] = [];
        for (const [step, orderId] of triedOrdersOf(index).entries()) {
          socket.send(join(`${step}`, `realtime:order:${orderId}`, guest.token, { private: true }));
          const [, , topic, , { status }] = await reply(socket);
          if (status === 'ok') admitted.push(topic);
        }
        assert.deepEqual(admitted, [`realtime:order:${guest.orderId}`]);
        await socket.close();
      }),
    );
  });

  it('each receive only the postgres_changes of their own order, when all listen to the whole table', async () => {
    const sockets = await Promise.all(
      guests.slice(0, 20).map(async ({ token }) => {
        const socket = await openRealtimeSocket(server);
        const change = { event: '*', schema: 'public', table: 'orders' };
        socket.send(join('1', 'realtime:everything', token, { private: false, postgres_changes: [change] }));
        for (;;) {
          const [, , , event, payload] = (await socket.message()) as Reply;
          if (event === 'system' && payload.status === 'ok') return socket;
        }
      }),
    );
    for (const { orderId } of guests.slice(0, 20)) await moveTo(server, orderId, 'preparing');
    for (const [index, socket] of sockets.entries()) {
      const [, , , event, { data }] = (await socket.message()) as Reply;
      assert.equal(event, 'postgres_changes');
      assert.equal(data?.record.id, guests[index]?.orderId);
      // Any other message would arrive before the answer to this heartbeat.
      socket.send([null, 'last', 'phoenix', 'heartbeat', {}]);
      assert.equal(((await socket.message()) as Reply)[1], 'last');
      await socket.close();
    }
  });
});

type Reply = readonly [
  joinRef: string | null,
  ref: string | null,
  topic: string,
  event: string,
  payload: { readonly status?: string; readonly data?: { readonly record: { readonly id: string } } },
];

function join(ref: string, topic: string, token: string, config: object): unknown {
  const base = { broadcast: { ack: false, self: false }, presence: { key: '', enabled: false }, postgres_changes: [] };
  return [ref, ref, topic, 'phx_join', { config: { ...base, ...config }, access_token: token }];
}

/** Waits for the next `phx_reply`. */
async function reply(socket: TestSocket): Promise<Reply> {
  for (;;) {
    const message = (await socket.message()) as Reply;
    if (message[3] === 'phx_reply') return message;
  }
}
