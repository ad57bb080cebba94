import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { databaseStore } from '../../demo/server/relay/database-store.js';
import type { DemoServer } from '../../demo/server/server.js';
import type { ProviderEvent } from '../../src/relay.js';
import { placeOrder, startTestServer } from '../demo/support.js';
import { MemoryStore } from './memory-store.js';
import { play, restaurant, Tally, type WatchedStore } from './play.js';
import { schedules } from './schedule.js';

const { SOAK_RUNS, PBT_SEED, PBT_PATH } = process.env;
/** So many schedules are played in memory; the database is slower and gets some of them. `npm run soak` plays more. */
const inMemory = Number(SOAK_RUNS ?? 500);
const inDatabase = Math.ceil(inMemory / 10);
const repeated = { ...(PBT_SEED !== undefined && { seed: Number(PBT_SEED) }), ...(PBT_PATH && { path: PBT_PATH }) };

describe("providers' messages in any order", () => {
  it(`end in the provider's own state, in ${inMemory} schedules`, async (test) => {
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => play(schedule, memory(), tally)),
      { ...repeated, numRuns: inMemory, endOnFailure: false },
    );
    test.diagnostic(String(tally));
    assert.equal(tally.schedules, inMemory);
  });

  describe('in the database', () => {
    let server: DemoServer;
    before(async () => {
      server = await startTestServer();
    });
    after(() => server.close());

    it(`end the same, with the same answers as in memory, in ${inDatabase} schedules`, async (test) => {
      const tally = new Tally();
      let next = 0;
      await fc.assert(
        fc.asyncProperty(schedules, async (schedule) => {
          next += 1;
          // Orders of other schedules stay in the database.
          const run = next.toString(36).padStart(8, '0');
          await play({ ...schedule, run }, both(server), tally);
        }),
        { ...repeated, numRuns: inDatabase, endOnFailure: true },
      );
      test.diagnostic(String(tally));
      const { rows } = await server.database.transaction((query) =>
        query.query<{ word: string }>('select distinct word from public.unmapped_words'),
      );
      assert.deepEqual(rows, [{ word: 'TELEPORTED' }]);
    });
  });
});

function memory(): WatchedStore {
  const store = new MemoryStore();
  return {
    apply: (event) => store.apply(event),
    quietOrders: (providers) => store.quietOrders(providers),
    add: async () => store.add(restaurant).id,
    statusOf: async (provider, externalId) => store.orderOf(restaurant, provider, externalId)?.status,
  };
}

/** The database and the store in memory, which must agree. */
function both(server: DemoServer): WatchedStore {
  const twin = new MemoryStore();
  const database = databaseStore(server.database);
  const statusOf = async (provider: string, externalId: string) => {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ status: string; status_source: string; arrives_to: string | null }>(
        `select orders.status, orders.status_source, to_json(orders.estimated_arrival_to) as arrives_to
         from private.provider_orders as links join public.orders on orders.id = links.order_id
         where (links.restaurant_id, links.provider, links.external_id) = ($1, $2, $3)`,
        [restaurant, provider, externalId],
      ),
    );
    const status = rows[0]?.status;
    const expected = twin.orderOf(restaurant, provider, externalId);
    assert.equal(expected?.status, status);
    if (expected) {
      assert.equal(rows[0]?.status_source, expected.fields.status_source ?? 'confirmed');
      const arrives = rows[0]?.arrives_to;
      assert.equal(arrives == null ? null : new Date(arrives).toISOString(), twin.arrivalOf(expected.id)[1]);
    }
    return status;
  };
  return {
    async apply(event: ProviderEvent) {
      // In this order, so that both see simultaneous events one after the other in the same way.
      const answered = database.apply(event);
      const expected = await twin.apply(event);
      const answer = await answered;
      assert.equal(answer.outcome, expected.outcome, JSON.stringify(event));
      return answer;
    },
    quietOrders: (providers) => twin.quietOrders(providers),
    add: async () => {
      const { id } = await placeOrder(server, { fulfilment: 'delivery' });
      twin.add(restaurant, 'pending', id);
      return id;
    },
    statusOf,
  };
}
