import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import type { Limits } from '../../demo/server/limits.js';
import { type DemoServer, demoRestaurantId, startDemoServer } from '../../demo/server/server.js';
import { newTestDatabase } from '../deploy/test-database.js';
import { migratedCluster } from '../support/empty-cluster.js';

/** High limits, so that only tests of the limits reach them, and short delays before refusals and at the end. */
const testLimits: Partial<Limits> = {
  joinErrorDelay: 20,
  connectErrorDelay: 20,
  closingGrace: 10,
  readsPerLink: { burst: 10_000, perMinute: 60 },
  refusedReadsPerAddress: { burst: 10_000, perMinute: 60 },
  refusedOrdersPerAddress: { burst: 10_000, perMinute: 60 },
  failedExchangesPerAddress: { burst: 10_000, perMinute: 60 },
};

/** @param setting the variables of senders and wallets; without it, nothing is sent */
export async function startTestServer(
  limits: Partial<Limits> = {},
  now?: () => number,
  setting?: (name: string) => string | undefined,
): Promise<DemoServer> {
  const databaseUrl = await newTestDatabase();
  const place = databaseUrl === undefined ? { emptyCluster: await migratedCluster() } : { databaseUrl };
  return startDemoServer({ port: 0, ...place, limits: { ...testLimits, ...limits }, now, setting });
}

export interface TestOrder {
  readonly id: string;
  readonly number: string;
  readonly capability: string;
}

/** The body of a guest's order: lunch for table 7. */
export const lunch = {
  fulfilment: 'dine_in',
  table_label: '7',
  items: [
    { name: 'Pizza Margherita', quantity: 2, prep_minutes: 12, price_minor: 950 },
    { name: 'Espresso', quantity: 1, prep_minutes: 2, price_minor: 220 },
  ],
  payment: 'succeeded',
};

export async function postOrder(server: DemoServer, order: unknown): Promise<Response> {
  return fetch(`${server.url}/api/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(order),
  });
}

export async function placeOrder(server: DemoServer, order: object = {}): Promise<TestOrder> {
  const response = await postOrder(server, { ...lunch, ...order });
  assert.equal(response.status, 201);
  const { id, number, track_url } = (await response.json()) as Record<'id' | 'number' | 'track_url', string>;
  return { id, number, capability: new URL(track_url).hash.replace('#track=', '') };
}

/** Adds another restaurant with one order, which the staff of the first restaurant must not see. */
export async function addRestaurant(server: DemoServer): Promise<{ restaurantId: string; orderId: string }> {
  return server.database.transaction(async (query) => {
    const { rows } = await query.query<{ restaurantId: string; orderId: string }>(
      `with restaurant as (insert into public.restaurants (name) values ('Next door') returning id)
       insert into public.orders (restaurant_id, number) select id, '1' from restaurant
       returning id as "orderId", restaurant_id as "restaurantId"`,
    );
    const [added] = rows;
    assert.ok(added);
    return added;
  });
}

/** Moves an order through these statuses with the server's privileges. The rules of the database still apply. */
export async function moveTo(server: DemoServer, orderId: string, ...statuses: readonly string[]): Promise<void> {
  for (const status of statuses) {
    await server.database.transaction((query) =>
      query.query(
        `update public.orders set status = $2,
           reason = case when $2 in ('cancelled', 'rejected') then 'We are out of dough.' end
         where id = $1`,
        [orderId, status],
      ),
    );
  }
}

export async function columnOf(server: DemoServer, orderId: string, column: string): Promise<unknown> {
  const { rows } = await server.database.transaction((query) =>
    query.query<{ value: unknown }>(`select to_jsonb(orders) -> $2::text as value from public.orders where id = $1`, [
      orderId,
      column,
    ]),
  );
  return rows[0]?.value;
}

/** A WebSocket client. Its received messages are queued; `frame` and `message` return the next one. */
export class TestSocket {
  readonly socket: WebSocket;
  /** Resolves with the close code when the socket is closed. */
  readonly closed: Promise<number>;
  readonly #received: (string | Buffer)[] = [];
  #waiting: (() => void) | undefined;

  constructor(url: string, protocols: readonly string[] = [], headers: Readonly<Record<string, string>> = {}) {
    this.socket = new WebSocket(url, [...protocols], { headers: { ...headers }, perMessageDeflate: false });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code) => {
        resolve(code);
        this.#waiting?.();
      });
    });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data, isBinary) => {
      this.#received.push(isBinary ? (data as Buffer) : data.toString());
      this.#waiting?.();
    });
  }

  opened(): Promise<this> {
    return new Promise((resolve, reject) => {
      this.socket.once('open', () => resolve(this));
      this.socket.once('unexpected-response', (_, { statusCode }) => reject(new Error(`HTTP ${statusCode}`)));
    });
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  /** Waits for the next frame. */
  async frame(): Promise<string | Buffer> {
    for (;;) {
      const frame = this.#received.shift();
      if (frame !== undefined) return frame;
      assert.equal(this.socket.readyState, WebSocket.OPEN, 'the socket closed before the next message arrived');
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  /** Waits for the next message. It must be a JSON text frame. */
  async message(): Promise<unknown> {
    const frame = await this.frame();
    assert.equal(typeof frame, 'string', 'the frame is not a text frame');
    return JSON.parse(String(frame));
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

/** Opens a socket with the protocol order-status.v1. */
export function openOrderSocket(server: DemoServer, headers?: Readonly<Record<string, string>>): Promise<TestSocket> {
  return new TestSocket(`${server.url.replace('http', 'ws')}/ws`, ['order-status.v1'], headers).opened();
}

/** Opens a socket with Supabase Realtime's protocol. With `null` the server chooses the version. */
export function openRealtimeSocket(
  server: DemoServer,
  version: string | null = '2.0.0',
  key = server.secrets.publishableKey,
): Promise<TestSocket> {
  const url = `${server.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${key}`;
  return new TestSocket(version === null ? url : `${url}&vsn=${version}`).opened();
}

export { type DemoServer, demoRestaurantId };
