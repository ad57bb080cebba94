import assert from 'node:assert/strict';
import { type AddressInfo, connect, createServer } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { NodeWebSocket } from '../faults/load/node-web-socket.js';
import { type DemoServer, moveTo, placeOrder, startTestServer, type TestOrder } from './support.js';

/** A proxy between a guest and the server that records the heads of requests, as a server's log would. */
class TappedLine {
  readonly heads: string[] = [];
  readonly #server = createServer((guest) => {
    const far = connect(this.#port, '127.0.0.1');
    guest.on('data', (data) => {
      const text = data.toString('latin1');
      if (/^[A-Z]+ \//.test(text)) this.heads.push(text.split('\r\n\r\n')[0] ?? '');
    });
    for (const end of [guest, far]) end.on('error', () => end.destroy());
    guest.pipe(far).pipe(guest);
  });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Starts the proxy. Resolves with the host and port to use instead of the server's. */
  open(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        resolve(`127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  close(): void {
    this.#server.close();
  }
}

class FakeStorage {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

describe('a guest’s token and capability', () => {
  let server: DemoServer;
  let line: TappedLine;
  let address: string;
  let order: TestOrder;
  let tracker: OrderTracker | undefined;
  /** All output: console lines, the tracker's snapshots and its errors. */
  let output: string[];
  let tokens: string[];

  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  beforeEach(async () => {
    output = [];
    tokens = [];
    order = await placeOrder(server);
    line = new TappedLine(server.port);
    address = await line.open();
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      mock.method(console, method, (...words: unknown[]) => output.push(words.map(String).join(' ')));
    }
  });
  afterEach(() => {
    mock.restoreAll();
    tracker?.stop();
    line.close();
  });

  const transports: Readonly<Record<string, () => OrderTrackerOptions>> = {
    polling: () => ({ pollUrl: `http://${address}/api/orders/{id}` }),
    'a WebSocket': () => ({ websocketUrl: `ws://${address}/ws`, pollUrl: `http://${address}/api/orders/{id}` }),
    'private channels of Supabase': () => ({
      supabaseUrl: `http://${address}`,
      supabaseKey: server.secrets.publishableKey,
    }),
    'changes of Supabase': () => ({ ...transports['private channels of Supabase']?.(), supabaseChannel: 'changes' }),
  };

  for (const [name, options] of Object.entries(transports)) {
    it(`appear in no URL, logged header, console line, storage or event, with ${name}`, async () => {
      const [storage, sessionStorage] = [new FakeStorage(), new FakeStorage()];
      tracker = createOrderTracker({
        ...options(),
        orderId: order.id,
        tokenUrl: `http://${address}/api/track`,
        capability: order.capability,
        environment: {
          storage,
          sessionStorage,
          WebSocket: NodeWebSocket as unknown as typeof WebSocket,
          fetch: async (url, init) => {
            const response = await fetch(url, init);
            if (String(url).endsWith('/api/track')) {
              const { access_token: token } = (await response.clone().json()) as { access_token: string };
              tokens.push(token);
            }
            return response;
          },
        },
        onError: (error) => void output.push(JSON.stringify(error)),
      });
      const seen = new Promise<OrderTrackerSnapshot>((resolve) => {
        tracker?.subscribe((snapshot) => {
          output.push(JSON.stringify(snapshot));
          if (snapshot.orderStatus === 'preparing') resolve(snapshot);
        });
      });
      tracker.start();
      await until(() => tracker?.getSnapshot().orderStatus === 'pending');
      await moveTo(server, order.id, 'preparing');
      if (name === 'polling') await tracker.refresh();
      await seen;
      // Failures are reported as well. Their messages must not contain a secret.
      server.sockets.accept(false);
      tracker.retry();
      await tracker.refresh();
      server.sockets.accept(true);

      const kept = [...storage.kept, ...sessionStorage.kept].flat();
      assert.ok(kept.length > 0, 'the tracker stored nothing');
      assert.equal(tokens.length, 1);
      const paths = line.heads.map((head) => head.split('\r\n')[0] ?? '');
      assert.ok(paths.length >= 2, 'the proxy recorded no requests');
      const requestHeads = line.heads.flatMap((head) =>
        head.split('\r\n').filter((one) => !/^authorization:/i.test(one)),
      );
      for (const secret of [order.capability, ...tokens, ...tokens.map((token) => token.split('.')[2] ?? '')]) {
        for (const [place, texts] of Object.entries({ requestHeads, output, kept })) {
          assert.ok(!texts.some((text) => text.includes(secret)), `a secret appears in ${place}`);
        }
      }
      assert.ok(!line.heads.some((head) => /^referer:/im.test(head)), 'a request has a Referer header');
    });
  }
});

/** Waits until the condition is true, for at most 10 s. */
async function until(condition: () => boolean): Promise<void> {
  const limit = performance.now() + 10_000;
  while (!condition() && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve, 10));
}
