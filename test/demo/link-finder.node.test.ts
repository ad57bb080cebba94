import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DemoServer, placeOrder, startTestServer, type TestOrder } from './support.js';

/** `npm run soak` asks 10,000 times. */
const { SOAK_RUNS } = process.env;
const idsPerQuestion = SOAK_RUNS ? 3_334 : 200;
const samples = SOAK_RUNS ? 500 : 80;

const many = { burst: 1_000_000, perMinute: 60 };
/** How far apart the answers to a real and to an invented id may come, ms. */
const greatestDifference = 5;

/** One way to ask about an order that is not one's own. */
interface Question {
  readonly name: string;
  ask(orderId: string): Promise<Response>;
  readonly answer: string;
}

describe('whoever looks for orders', () => {
  let server: DemoServer;
  let orders: readonly TestOrder[];
  let questions: readonly Question[];

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
    questions = [
      {
        name: 'exchanging a link',
        ask: (id) =>
          fetch(`${server.url}/api/track`, {
            method: 'POST',
            body: JSON.stringify({ order_id: id, capability: own.capability }),
          }),
        answer: '404 {"error":"This link does not work."}',
      },
      {
        name: 'reading over HTTP',
        ask: (id) => fetch(`${server.url}/api/orders/${id}`, { headers }),
        answer: '404 {"error":"There is no such order."}',
      },
      {
        name: 'reading over Supabase',
        ask: (id) => fetch(`${server.url}/rest/v1/orders?select=*&id=eq.${id}`, { headers }),
        answer: '200 []',
      },
    ];
  });
  after(() => server.close());

  /** Ids of orders that exist, their neighbours, and inventions. */
  function candidates(count: number): string[] {
    return Array.from({ length: count }, (_, index) => {
      const id = orders[index % orders.length]?.id ?? '';
      const last = (Number.parseInt(id.slice(-1), 16) + 1 + Math.floor(index / orders.length)) % 16;
      return [id, `${id.slice(0, -1)}${last.toString(16)}`, crypto.randomUUID()][index % 3] ?? id;
    });
  }

  it(`gets one and the same answer to ${3 * idsPerQuestion} ids: real ones, their neighbours, and inventions`, async () => {
    for (const { name, ask, answer } of questions) {
      const answers = new Set<string>();
      const ids = candidates(idsPerQuestion);
      const next = async (): Promise<void> => {
        for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
          const response = await ask(id);
          const text = await response.text();
          const headers = JSON.stringify([...response.headers].filter(([key]) => key !== 'date'));
          // Some repeat the question.
          answers.add(`${response.status} ${text} ${headers.replaceAll(id, 'the id')}`);
        }
      };
      await Promise.all(Array.from({ length: 8 }, next));
      assert.equal(answers.size, 1, `${name}: ${[...answers].slice(0, 3).join('\n')}`);
      assert.ok([...answers][0]?.startsWith(`${answer} `), `${name}: ${[...answers][0]}`);
    }
  });

  it('learns nothing from how long an answer takes', async (test) => {
    for (const { name, ask } of questions) {
      const took: Record<'real' | 'invented', number[]> = { real: [], invented: [] };
      const measure = async (kind: 'real' | 'invented', id: string) => {
        const from = performance.now();
        await (await ask(id)).text();
        took[kind].push(performance.now() - from);
      };
      // One after the other, in turns: whatever else the machine does slows down both alike.
      for (let count = 0; count < samples; count += 1) {
        await measure('real', orders[count % orders.length]?.id ?? '');
        await measure('invented', crypto.randomUUID());
      }
      const median = { real: quantile(took.real, 0.5), invented: quantile(took.invented, 0.5) };
      test.diagnostic(`${name}, median: ${median.real} ms for real ids, ${median.invented} ms for invented ones`);
      // A busy machine makes the slow half slower; how fast an answer can be, it leaves alone.
      const [real, invented] = [quantile(took.real, 0.2), quantile(took.invented, 0.2)];
      assert.ok(Math.abs(real - invented) < greatestDifference, `${name}: ${real} ms and ${invented} ms`);
    }
  });
});

function quantile(values: readonly number[], share: number): number {
  const value = [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? Number.NaN;
  return Math.round(value * 100) / 100;
}
