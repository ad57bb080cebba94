import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { forwardRequest } from './forward-request.js';

interface Message {
  readonly login?: string;
  readonly follow?: string;
  readonly ping?: true;
}

/**
 * A back end without our protocol, as many restaurants have it. Its WebSocket at `/plain` pushes an order as JSON after
 * every change, and answers pings. Its HTTP endpoints are those of the demo server.
 */
export class PlainBackEnd {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });

  private constructor(server: Server, demoPort: number) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('request', (request, response) => forwardRequest(request, response, demoPort));
    server.on('upgrade', (request, stream, head) => {
      this.#sockets.handleUpgrade(request, stream, head, (guest) => serve(guest, demoPort));
    });
  }

  static async start(demoPort: number): Promise<PlainBackEnd> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PlainBackEnd(server, demoPort);
  }

  async close(): Promise<void> {
    for (const guest of this.#sockets.clients) guest.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Subscribes to the guest's order on the demo server, and pushes the received orders to the guest. */
function serve(guest: WebSocket, demoPort: number): void {
  const demo = new WebSocket(`ws://127.0.0.1:${demoPort}/ws`, 'order-status.v1');
  const opened = new Promise((resolve) => demo.once('open', resolve));
  const ask = (message: object) => opened.then(() => demo.send(JSON.stringify({ ref: '1', ...message })));
  const push = (message: object) => guest.send(JSON.stringify(message));
  let token: string | undefined;
  let isSubscribed = false;
  let pingsBefore = 0;
  guest.on('message', (data) => {
    const { login, follow, ping } = JSON.parse(String(data)) as Message;
    if (login !== undefined) {
      if (token === undefined) push({ welcome: true });
      else void ask({ type: 'token', token: login });
      token = login;
    } else if (follow !== undefined) void ask({ type: 'subscribe', order_id: follow, token });
    else if (ping && isSubscribed) push({ pong: true });
    else if (ping) pingsBefore += 1;
  });
  demo.on('message', (data) => {
    const { type, order } = JSON.parse(String(data)) as { type: string; order?: object };
    if (type === 'order' && order) push(order);
    else if (type === 'closed') guest.close(1008);
    else if (type === 'subscribed') {
      isSubscribed = true;
      void ask({ type: 'snapshot' });
      // Pings are answered only after the subscription: the answer confirms that changes will arrive.
      for (; pingsBefore > 0; pingsBefore -= 1) push({ pong: true });
    }
  });
  const alive = setInterval(() => void ask({ type: 'ping' }), 20_000);
  demo.on('error', () => guest.terminate());
  demo.on('close', () => guest.close(1012));
  guest.on('error', () => demo.terminate());
  guest.on('close', () => {
    clearInterval(alive);
    demo.terminate();
  });
}
