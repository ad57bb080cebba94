import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { refuseUpgrade } from './http/refuse-upgrade.js';
import type { OrderSocketEndpoint } from './order-socket/endpoint.js';
import type { RealtimeEndpoint } from './realtime/endpoint.js';

/** How long a client has for its half of the goodbye, in milliseconds. */
const goodbye = 500;

/** Every open WebSocket, and what a test may do to them. */
export class LiveSockets {
  readonly #realtime: RealtimeEndpoint;
  readonly #orders: OrderSocketEndpoint;
  readonly #streams = new Set<Duplex>();
  #isAccepting = true;

  constructor(realtime: RealtimeEndpoint, orders: OrderSocketEndpoint) {
    this.#realtime = realtime;
    this.#orders = orders;
  }

  /** Takes the server's WebSocket handshakes from here on. */
  listen(server: Server): void {
    server.on('upgrade', (request, stream, head) => {
      // Node takes its own error listener away here: without one, a connection that breaks would end the process.
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

  /** Whether new WebSockets are taken; otherwise a handshake is answered with 503. */
  accept(isAccepting: boolean): void {
    this.#isAccepting = isAccepting;
  }

  /** Closes every WebSocket with this code. */
  close(code: number): void {
    this.#realtime.close(code);
    this.#orders.close(code);
  }

  /** Breaks every connection off without a goodbye. */
  break(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  /** Lets every open connection fall silent both ways, without closing it. Returns how to wake them. */
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

  /** Says that the server restarts, and waits a moment for the answers. */
  async end(): Promise<void> {
    this.#isAccepting = false;
    this.close(1012);
    const closed = [...this.#streams].map((stream) => new Promise((resolve) => stream.once('close', resolve)));
    await Promise.race([Promise.all(closed), delay(goodbye, undefined, { ref: false })]);
    this.break();
  }
}
