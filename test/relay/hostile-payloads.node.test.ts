import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { databaseStore } from '../../demo/server/relay/database-store.js';
import { guest, samples } from '../../demo/server/relay/samples/index.js';
import { makeSampleKeys, settingsFor, signMessage } from '../../demo/server/relay/sign.js';
import type { DemoServer } from '../../demo/server/server.js';
import { RefusedEvent } from '../../src/relay/provider-event.js';
import { createRelay, type ProviderEvent, type RelayNews } from '../../src/relay.js';
import { startTestServer } from '../demo/support.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

/** So many odd messages of each provider; `npm run soak` sends more. */
const messages = process.env.SOAK_RUNS ? 300 : 30;
const keys = makeSampleKeys();
const now = Date.parse('2026-11-30T12:00:00Z');

/** A message in which one value is another one: of another type, far too long, of odd characters. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom({ toString: [] }, { valueOf: 1, toString: 2 }, { constructor: 7 }, { length: 'x' }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    'x'.repeat(5000),
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(300),
    '__proto__',
    '9'.repeat(40),
    -1,
    1e300,
    '2062-01-01',
    [],
  ),
);

function replaced(value: unknown, path: number, by: unknown): unknown {
  let left = path;
  const walk = (part: unknown): unknown => {
    left -= 1;
    if (left === 0) return by;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

describe('signed messages with something odd in them', () => {
  for (const sample of samples) {
    it(`of ${sample.provider} are answered 2xx or 400, and only what can be stored is stored`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(4), fc.integer({ min: 1, max: 60 }), odd, async (step, path, by) => {
          const events: ProviderEvent[] = [];
          const store = new MemoryStore(() => now);
          const relay = createRelay({
            providers: settingsFor(keys),
            store: {
              quietOrders: async () => [],
              apply: (event) => {
                events.push(event);
                return store.apply(event);
              },
            },
            restaurant,
            now: () => now,
            fetch: async () => Response.json(by ?? {}),
            onNews: () => {},
          });
          const word = sample.steps[Math.min(step, sample.steps.length - 1)]?.word ?? '';
          const message = sample.message({ id: 'odd12345', startedAt: now }, step, word);
          const url = `https://a/${sample.provider}`;
          const changed = replaced(message.payload, path, by);
          // Toast signs the timestamp as well: one that is no short plain text fits no signature.
          const isReadable =
            sample.provider !== 'toast' || /^"[^"\\]{0,60}"$/.test(JSON.stringify(Object(changed).timestamp) ?? '');
          const body = JSON.stringify(isReadable ? changed : message.payload) ?? 'null';
          const signed = signMessage(sample.provider, keys, { url, headers: message.headers ?? {}, body, now });
          const { status } = await relay(new Request(url, { method: 'POST', headers: signed.headers, body }));
          assert.ok((status >= 200 && status < 300) || status === 400, String(status));
          for (const { externalId, eventId, patch } of events) {
            const stored = JSON.stringify({ externalId, eventId, patch });
            assert.ok(!/\\u0000|\\ud[89a-f]/i.test(stored), 'PostgreSQL takes no NUL and no half of a pair');
            assert.ok(externalId.length <= 200 && (eventId ?? '').length <= 200);
            assert.ok(!stored.includes(guest.email) || JSON.stringify(by).includes(guest.email));
            for (const { name, quantity } of patch.fields.items ?? []) {
              assert.ok(name !== '' && [...name].length <= 120 && quantity >= 1 && quantity <= 99);
            }
          }
        }),
        { numRuns: messages },
      );
    });
  }

  describe('in the database', () => {
    let server: DemoServer;
    before(async () => {
      server = await startTestServer();
    });
    after(() => server.close());

    it('are refused for good where the table would refuse them each time', async () => {
      const event = { restaurantId: restaurant, provider: 'toast', patch: { fields: {}, may_create: false } };
      for (const externalId of ['x'.repeat(201), 'a\u0000b', '']) {
        await assert.rejects(databaseStore(server.database).apply({ ...event, externalId }), RefusedEvent);
      }
      const patch = { fields: { items: [{ name: 'x'.repeat(500), quantity: 1 }], number: '1' }, may_create: true };
      await assert.rejects(
        databaseStore(server.database).apply({ ...event, externalId: 'long-dish', patch }),
        RefusedEvent,
      );
    });

    it('are never answered 503, which would come again for days', async () => {
      const failures: RelayNews[] = [];
      const relay = createRelay({
        providers: settingsFor(keys),
        store: databaseStore(server.database),
        restaurant,
        now: () => now,
        fetch: async () => Response.json({}),
        onNews: (item) => item.kind === 'store-failed' && failures.push(item),
      });
      let next = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...samples),
          fc.integer({ min: 1, max: 60 }),
          odd,
          async (sample, path, by) => {
            next += 1;
            const run = { id: next.toString(36).padStart(8, '0'), startedAt: now };
            const { payload, headers = {} } = sample.message(run, 0, sample.steps[0]?.word ?? '');
            const url = `https://a/${sample.provider}`;
            const body = JSON.stringify(sample.provider === 'toast' ? payload : replaced(payload, path, by)) ?? 'null';
            const signed = signMessage(sample.provider, keys, { url, headers, body, now });
            const { status } = await relay(new Request(url, { method: 'POST', headers: signed.headers, body }));
            assert.notEqual(status, 503, JSON.stringify(failures));
          },
        ),
        { numRuns: 2 * messages },
      );
    });
  });
});
