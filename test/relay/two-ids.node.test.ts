import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { databaseStore } from '../../demo/server/relay/database-store.js';
import type { DemoServer } from '../../demo/server/server.js';
import type { RelayStore } from '../../src/relay.js';
import { startTestServer } from '../demo/support.js';
import { at, habits } from './habits.js';
import { inEveryOrder } from './in-every-order.js';
import { restaurant } from './play.js';
import { rowsOf } from './provider-says.js';

/** What Deliverect sends of an order that a courier takes; the last two have its own id alone. */
const messages = (id: string) => {
  const channelOrderId = `channel-${id}`;
  const courier = (minute: number, status: number) => ({
    received: at(minute),
    orderId: id,
    rawDriverUpdate: [],
    courier: { firstName: 'Bo', status },
    location: 'l',
  });
  return [
    { _id: id, channelOrderId, channelOrderDisplayId: '17', status: 20, _updated: at(1), orderType: 2 },
    { orderId: id, channelOrderId, status: 70, timeStamp: at(2) },
    courier(3, 87),
    courier(4, 90),
  ];
};

describe('an order that its provider knows by two ids', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  /** In the database, and by the rules as the memory store has them. */
  const both = (): RelayStore & ReturnType<typeof habits> => {
    const { store: memory, ...more } = habits();
    const database = databaseStore(server.database);
    return {
      ...more,
      store: memory,
      quietOrders: () => Promise.resolve([]),
      async apply(event) {
        const answers = [await memory.apply(event), await database.apply(event)] as const;
        assert.equal(answers[0].outcome, answers[1].outcome, JSON.stringify(event));
        return answers[1];
      },
    };
  };

  it('is one order, whichever of its messages comes first, and is told once of each', async () => {
    let run = 0;
    for (const order of inEveryOrder([0, 1, 2, 3])) {
      run += 1;
      const id = `own-${run}`;
      const store = both();
      const { send } = habits(store);
      for (const index of order) assert.equal((await send('deliverect', messages(id)[index])).status, 200);
      for (const index of order) {
        const again = await send('deliverect', messages(id)[index]);
        assert.equal(again.headers.get('X-Relay-Outcome'), 'duplicate');
      }
      const known = await rowsOf(
        server,
        `select known.external_id, orders.status, orders.number
         from private.provider_orders as known left join public.orders on orders.id = known.order_id
         where known.external_id in ($1, $2)`,
        [id, `channel-${id}`],
      );
      assert.deepEqual(known, [{ external_id: `channel-${id}`, status: 'completed', number: '17' }], String(order));
      assert.equal(store.store.orderOf(restaurant, 'deliverect', id)?.status, 'completed');
    }
  });

  it('has its link by either of its ids', async () => {
    const { send } = habits(both());
    for (const message of messages('linked')) await send('deliverect', message);
    const hash = (letter: string) => letter.repeat(64);
    const linked = await rowsOf(
      server,
      `select public.add_provider_link($1, 'deliverect', 'linked', $2) is not null
        and public.add_provider_link($1, 'deliverect', 'linked', $2)
          = public.add_provider_link($1, 'deliverect', 'channel-linked', $3) as is_one`,
      [restaurant, hash('a'), hash('b')],
    );
    assert.deepEqual(linked, [{ is_one: true }]);
  });

  it('stays two where both of them are known as orders of ours already', async () => {
    const { send } = habits(both());
    await send('deliverect', { orderId: 'apart', channelOrderDisplayId: '18', status: 20, timeStamp: at(1) });
    await send('deliverect', {
      channelOrderId: 'channel-apart',
      channelOrderDisplayId: '19',
      status: 20,
      timeStamp: at(1),
    });
    await send('deliverect', { orderId: 'apart', channelOrderId: 'channel-apart', status: 50, timeStamp: at(2) });
    const known = await rowsOf(
      server,
      `select orders.number, orders.status from private.provider_orders as known
       join public.orders on orders.id = known.order_id where known.external_id like '%apart' order by 1`,
      [],
    );
    assert.deepEqual(known, [
      { number: '18', status: 'pending' },
      { number: '19', status: 'preparing' },
    ]);
  });

  it('is one in two messages at the same moment', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `at-once-${index}`);
    const { send } = habits(databaseStore(server.database));
    await Promise.all(ids.flatMap((id) => messages(id).map((message) => send('deliverect', message))));
    const known = await rowsOf(
      server,
      `select count(*)::int as orders, count(*) filter (where orders.status = 'completed')::int as completed
       from private.provider_orders as known left join public.orders on orders.id = known.order_id
       where known.external_id like '%at-once-%'`,
      [],
    );
    assert.deepEqual(known, [{ orders: ids.length, completed: ids.length }]);
  });
});
