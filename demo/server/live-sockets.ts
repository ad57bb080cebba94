import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { refuseUpgrade } from './http/refuse-upgrade.js';
import type { OrderSocketEndpoint } from './order-socket/endpoint.js';
import type { RealtimeEndpoint } from './realtime/endpoint.js';

/** The time that clients have to answer the close frame, in milliseconds. */
const closeTimeout = 500;

/** All open WebSockets. Tests use it to close, refuse, break and stall connections. */
export class LiveSockets {
  readonly #realtime: RealtimeEndpoint;
  readonly #orders: OrderSocketEndpoint;
  readonly #streams = new Set<Duplex>();
  #isAccepting = true;

  constructor(realtime: RealtimeEndpoint, orders: OrderSocketEndpoint) {
    this.#realtime = realtime;
    this.#orders = orders;
  }

  /** How many sockets are open. */
  get counts(): { readonly realtime: number; readonly orders: number } {
    return { realtime: this.#realtime.size, orders: this.#orders.size };
  }

  /** Starts to handle the server's WebSocket handshakes. */
  listen(server: Server): void {
    server.on('upgrade', (request, stream, head) => {
      // Node removes its own error listener here. Without a listener, a broken connection would end the process.
      stream.on('error', () => stream.destroy());
      const address = `http://localhost${request.url ?? '/'}`;
      if (!URL.canParse(address)) return refuseUpgrade(stream, 400, '');
      if (!this.#isAccepting) return refuseUpgrade(stream, 503, '');
      const url = new URL(address);
      this.#streams.add(stream);
      stream.on('close', () => this.#streams.delete(stream));
      if (url.pathname === '/ws') this.#orders.upgrade(request, stream, head);
      else if (url.pathname === '/realtime/v1/websocket') void this.#realtime.upgrade(request, stream, head, url);
      else refuseUpgrade(stream, 404, '');
    });
  }

  /** Accepts or refuses new WebSockets. A refused handshake is answered with 503. */
  accept(isAccepting: boolean): void {
    this.#isAccepting = isAccepting;
  }

  /** Closes every WebSocket with this code. */
  close(code: number): void {
    this.#realtime.close(code);
    this.#orders.close(code);
  }

  /** Breaks every connection without a close frame. */
  break(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  /** Stops the data of every open connection in both directions, without closing it. The returned function undoes it. */
  stall(): () => void {
    const stalled = [...this.#streams];
    for (const stream of stalled) stream.pause().cork();
    return () => {
      for (const stream of stalled) {
        stream.uncork();
        stream.resume();
      }
    };
  }

  /** Closes all sockets with 1012 (service restart), waits for the clients' close frames, then breaks the rest. */
  async end(): Promise<void> {
    this.#isAccepting = false;
    this.close(1012);
    const closed = [...this.#streams].map((stream) => new Promise((resolve) => stream.once('close', resolve)));
    await Promise.race([Promise.all(closed), delay(closeTimeout, undefined, { ref: false })]);
    this.break();
  }
}
