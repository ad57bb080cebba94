import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DemoServer, placeOrder, startTestServer, type TestOrder } from './support.js';

/** `npm run soak` tries 10,000 ids. */
const { SOAK_RUNS } = process.env;
const idsPerRequest = SOAK_RUNS ? 3_334 : 200;
const samples = SOAK_RUNS ? 500 : 80;

const many = { burst: 1_000_000, perMinute: 60 };
/** The largest allowed difference between the response times for a real and an invented id, ms. */
const greatestDifference = 5;

/** A request for an order that does not belong to the caller, and the only answer that it may get. */
interface ForeignRequest {
  readonly name: string;
  send(orderId: string): Promise<Response>;
  readonly answer: string;
}

describe('an attacker who looks for order ids', () => {
  let server: DemoServer;
  let orders: readonly TestOrder[];
  let requests: readonly ForeignRequest[];

  before(async () => {
    server = await startTestServer({
      exchangesPerLink: many,
      failedExchangesPerAddress: many,
      readsPerLink: many,
      refusedReadsPerAddress: many,
    });
    const placed: TestOrder[] = [];
    for (let count = 0; count < 10; count += 1) placed.push(await placeOrder(server));
    orders = placed;
    const own = await placeOrder(server);
    const token = await server.tokens.signForGuest(own.id);
    const headers = { Authorization: `Bearer ${token}`, apikey: server.secrets.publishableKey };
    requests = [
      {
        name: 'exchanging a link',
        send: (id) =>
          fetch(`${server.url}/api/track`, {
            method: 'POST',
            body: JSON.stringify({ order_id: id, capability: own.capability }),
          }),
        answer: '404 {"error":"This link does not work."}',
      },
      {
        name: 'reading over HTTP',
        send: (id) => fetch(`${server.url}/api/orders/${id}`, { headers }),
        answer: '404 {"error":"There is no such order."}',
      },
      {
        name: 'reading over Supabase',
        send: (id) => fetch(`${server.url}/rest/v1/orders?select=*&id=eq.${id}`, { headers }),
        answer: '200 []',
      },
    ];
  });
  after(() => server.close());

  /** A mix of the ids of real orders, ids that differ in the last digit, and random ids. */
  function candidates(count: number): string[] {
    return Array.from({ length: count }, (_, index) => {
      const id = orders[index % orders.length]?.id ?? '';
      const last = (Number.parseInt(id.slice(-1), 16) + 1 + Math.floor(index / orders.length)) % 16;
      return [id, `${id.slice(0, -1)}${last.toString(16)}`, crypto.randomUUID()][index % 3] ?? id;
    });
  }

  it(`gets the same answer for ${3 * idsPerRequest} ids, whether the order exists or not`, async () => {
    for (const { name, send, answer } of requests) {
      const answers = new Set<string>();
      const ids = candidates(idsPerRequest);
      const next = async (): Promise<void> => {
        for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
          const response = await send(id);
          const text = await response.text();
          const headers = JSON.stringify(
            [...response.headers].filter(([key]) => !['date', 'x-request-id'].includes(key)),
          );
          // Some answers contain the requested id.
          answers.add(`${response.status} ${text} ${headers.replaceAll(id, 'the id')}`);
        }
      };
      await Promise.all(Array.from({ length: 8 }, next));
      assert.equal(answers.size, 1, `${name}: ${[...answers].slice(0, 3).join('\n')}`);
      assert.ok([...answers][0]?.startsWith(`${answer} `), `${name}: ${[...answers][0]}`);
    }
  });

  it('gets the answer after the same time, whether the order exists or not', async (test) => {
    for (const { name, send } of requests) {
      const took: Record<'real' | 'invented', number[]> = { real: [], invented: [] };
      const measure = async (kind: 'real' | 'invented', id: string) => {
        const from = performance.now();
        await (await send(id)).text();
        took[kind].push(performance.now() - from);
      };
      // Real and invented ids alternate, so that other load on the machine affects both.
      for (let count = 0; count < samples; count += 1) {
        await measure('real', orders[count % orders.length]?.id ?? '');
        await measure('invented', crypto.randomUUID());
      }
      const median = { real: quantile(took.real, 0.5), invented: quantile(took.invented, 0.5) };
      test.diagnostic(`${name}, median: ${median.real} ms for real ids, ${median.invented} ms for invented ones`);
      // The 20th percentile is compared: load on the machine makes slow answers slower, but hardly affects the fast ones.
      const [real, invented] = [quantile(took.real, 0.2), quantile(took.invented, 0.2)];
      assert.ok(Math.abs(real - invented) < greatestDifference, `${name}: ${real} ms and ${invented} ms`);
    }
  });
});

function quantile(values: readonly number[], share: number): number {
  const value = [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? Number.NaN;
  return Math.round(value * 100) / 100;
}
