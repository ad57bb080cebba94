import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { DemoServer } from '../../demo/server/server.js';
import { columnOf, placeOrder, startTestServer } from '../demo/support.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';
import { type Saying, type Status, say as sayTo } from './provider-says.js';

describe('what a provider says of an order, in any order', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const say = (saying: Saying) => sayTo(server, saying);

  it('ends the same in every order in which it arrives, after ends that stay or were taken back', async () => {
    const statuses = fc.array(
      fc.oneof(
        { arbitrary: fc.constantFrom<Status>('completed', 'refunded'), weight: 1 },
        {
          arbitrary: fc.constantFrom<Status>(
            'completed',
            'failed',
            'cancelled',
            'rejected',
            'pending',
            'preparing',
            'ready',
          ),
          weight: 6,
        },
      ),
      { minLength: 2, maxLength: 5 },
    );
    const told = statuses.chain((list) => {
      const events = list.map((status, minute) => ({
        status,
        minute,
        source: (minute + list.length) % 3 === 0 ? ('estimated' as const) : undefined,
      }));
      return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }));
    });
    let next = 0;
    await fc.assert(
      fc.asyncProperty(told, async ([events, arriving]) => {
        next += 1;
        const twin = new MemoryStore();
        const { id } = await placeOrder(server);
        twin.add(restaurant, 'pending', id);
        for (const { status, minute, source } of arriving) {
          const event = {
            externalId: `any-${next}`,
            minute,
            reference: id,
            fields: { status, ...(source && { status_source: source }) },
          };
          const { outcome } = await say(event);
          const occurredAt = new Date(Date.parse('2026-11-30T10:00:00Z') + minute * 60_000).toISOString();
          const patch = { fields: event.fields, may_create: true, reference: id };
          const expected = await twin.apply({
            restaurantId: restaurant,
            provider: 'toast',
            externalId: event.externalId,
            occurredAt,
            patch,
          });
          assert.equal(outcome, expected.outcome);
        }
        const saying = (end: Status) => events.findLast(({ status }) => status === end);
        const completed = events.findLast(({ status, source }) => status === 'completed' && source === undefined);
        const last = saying('refunded') ?? completed ?? events.at(-1);
        assert.equal(await columnOf(server, id, 'status'), last?.status);
        assert.equal(await columnOf(server, id, 'status_source'), last?.source ?? 'confirmed');
        assert.equal(twin.orders.get(id)?.status, last?.status);
        assert.equal(twin.orders.get(id)?.fields.status_source, last?.source ?? 'confirmed');
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });
});
