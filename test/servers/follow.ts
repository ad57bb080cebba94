import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { NodeWebSocket } from '../faults/load/node-web-socket.js';
import type { PlacedOrder, RealServer, Refusal } from './real-server.js';
import { passed, waitFor } from './wait.js';

/** How long a change may be on its way, ms. */
const changeLimit = 1_000;
/** How long it may take to be live: at first, and after a restart, ms. */
const liveLimit = 5_000;
const restartLimit = 45_000;
/** How long nothing happens in an idle connection, ms: longer than most servers and proxies wait. */
const idleTime = 150_000;

/** The order on a real server, and beside it the endpoint at which it is read. */
export class FollowedOrder {
  readonly #server: RealServer;
  readonly #port: number;
  readonly #id: string;
  readonly #endpoint = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(this.#order));
  });
  #order: PlacedOrder;

  constructor(server: RealServer, port: number, id: string) {
    this.#server = server;
    this.#port = port;
    this.#id = id;
    this.#order = { id, status: 'pending', version: 1 };
  }

  async open(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#endpoint.listen(port, '127.0.0.1', resolve));
  }

  close(): void {
    this.#endpoint.closeAllConnections();
    this.#endpoint.close();
  }

  /** Follows it, through a restart or an idle time. What was measured. */
  async follow(
    options: OrderTrackerOptions,
    child: ChildProcess,
    restart: () => Promise<ChildProcess>,
    isIdle: boolean,
  ): Promise<{ readonly right: string; readonly restart: string }> {
    const tracker = this.#track(options);
    tracker.start();
    try {
      const isLive = () => tracker.getSnapshot().isConnected;
      // Where only the order itself shows that the subscription stands, it has to come once.
      const live = await waitFor(isLive, liveLimit, 'live');
      if (isIdle) await this.#idle(isLive);
      const change = await this.#change(tracker, 'preparing', child);
      const started = await restart();
      await passed(100);
      const again = await waitFor(isLive, restartLimit, 'live after the restart');
      const later = await this.#change(tracker, 'ready', started);
      return { right: `live ${live} ms, change ${change} ms`, restart: `live ${again} ms, change ${later} ms` };
    } finally {
      tracker.stop();
    }
  }

  /** Follows it with options with which nothing can arrive. */
  async refuse({ options, says, within = 2 }: Refusal): Promise<string> {
    const told: string[] = [];
    const tracker = this.#track({
      ...options(this.#port),
      onError: ({ code, message }) => told.push(`${code}: ${message}`),
    });
    let toldAfter = Number.NaN;
    let wasLive = false;
    const from = performance.now();
    // Also for a moment, which a look now and then would miss.
    tracker.subscribe(({ isConnected }) => {
      wasLive ||= isConnected;
    });
    tracker.start();
    try {
      while (performance.now() - from < 1_500 + (toldAfter || within * 1_000)) {
        const { orderStatus } = tracker.getSnapshot();
        if (wasLive) throw new Error('it is shown as live');
        if (Number.isNaN(toldAfter) && told.some((message) => says.test(message))) toldAfter = performance.now() - from;
        if (performance.now() - from > 1_000 && orderStatus === undefined) throw new Error('the order is not read');
        await passed(5);
      }
      if (Number.isNaN(toldAfter)) throw new Error(`not told within ${within} s; ${told.join('; ') || 'no error'}`);
      if (told.length > 1) throw new Error(`told more than once: ${told.join('; ')}`);
      return `${Math.round(toldAfter)} ms`;
    } finally {
      tracker.stop();
    }
  }

  async #idle(isLive: () => boolean): Promise<void> {
    const until = performance.now() + idleTime;
    while (performance.now() < until) {
      if (!isLive())
        throw new Error(`no longer live ${Math.round((until - performance.now()) / 1_000)} s before the end`);
      await passed(100);
    }
  }

  async #change(tracker: OrderTracker, status: string, child: ChildProcess): Promise<number> {
    this.#order = { id: this.#id, status, version: this.#order.version + 1 };
    const isShown = () => tracker.getSnapshot().orderStatus === status;
    const [time] = await Promise.all([
      waitFor(isShown, changeLimit, `"${status}"`),
      this.#server.publish?.(this.#port, this.#order, child),
    ]);
    return time;
  }

  #track(options: OrderTrackerOptions): OrderTracker {
    const address = this.#endpoint.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return createOrderTracker({
      ...options,
      orderId: this.#id,
      pollUrl: `http://127.0.0.1:${port}/{id}`,
      environment: { WebSocket: NodeWebSocket as unknown as typeof WebSocket },
    });
  }
}
