import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** An order, in the wire shape. */
export interface ServedOrder {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly version: number;
}

/** What a client of order-status.v1 says. */
interface ClientMessage {
  readonly type: string;
  readonly ref: string;
  readonly order_id: string;
}

/** An order, and who follows it. */
interface Followed {
  order: ServedOrder;
  /** The sockets that have ever subscribed to it. */
  readonly sockets: Set<WebSocket>;
  /** What is called on each change, by the socket that wants to know. */
  readonly followers: Map<WebSocket, () => void>;
}

/**
 * A restaurant's back end in memory: `GET /api/orders/{id}`, and order-status.v1 at `/api/orders`. Who knows an order's id
 * may read it. It counts the sockets that follow each order.
 */
export class OrderServer {
  readonly #orders = new Map<string, Followed>();
  readonly #server: Server;
  readonly #sockets: WebSocketServer;

  private constructor(server: Server) {
    this.#server = server;
    this.#sockets = new WebSocketServer({ server, handleProtocols: () => 'order-status.v1' });
    server.on('request', (request, response) => this.#answer(request, response));
    this.#sockets.on('connection', (socket) => this.#serve(socket));
  }

  static async start(): Promise<OrderServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new OrderServer(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Places an order that the kitchen has not begun. */
  place(): ServedOrder {
    const order = { id: crypto.randomUUID(), number: `${40 + this.#orders.size}`, status: 'pending', version: 1 };
    this.#orders.set(order.id, { order, sockets: new Set(), followers: new Map() });
    return order;
  }

  /** Moves an order to another status, and tells who follows it. */
  move(id: string, status: string): void {
    const followed = this.#find(id);
    followed.order = { ...followed.order, status, version: followed.order.version + 1 };
    for (const tell of followed.followers.values()) tell();
  }

  /** The sockets that have followed an order: how many there have been, and how many are still open. */
  socketsOf(id: string): { readonly opened: number; readonly open: number } {
    const sockets = [...this.#find(id).sockets];
    return { opened: sockets.length, open: sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #find(id: string): Followed {
    const followed = this.#orders.get(id);
    if (!followed) throw new Error(`There is no order ${id}.`);
    return followed;
  }

  #answer({ url = '/' }: IncomingMessage, response: ServerResponse): void {
    const followed = this.#orders.get(url.replace('/api/orders/', ''));
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' };
    if (followed) response.writeHead(200, headers).end(JSON.stringify(followed.order));
    else response.writeHead(404, headers).end('{"error":"not-found"}');
  }

  #serve(socket: WebSocket): void {
    const say = (message: object) => socket.send(JSON.stringify(message));
    /** The order of each subscription. */
    const subscriptions = new Map<string, Followed>();
    socket.on('message', (bytes) => {
      const { type, ref, order_id: id } = JSON.parse(String(bytes)) as ClientMessage;
      const followed = subscriptions.get(ref);
      if (type === 'ping') say({ type: 'pong' });
      else if (type === 'snapshot' && followed) say({ type: 'order', ref, snapshot: true, order: followed.order });
      else if (type === 'unsubscribe') {
        subscriptions.delete(ref);
        followed?.followers.delete(socket);
      } else if (type === 'subscribe') {
        const wanted = this.#orders.get(id);
        if (!wanted) return say({ type: 'closed', ref, code: 4404, reason: 'There is no such order.' });
        subscriptions.set(ref, wanted);
        wanted.sockets.add(socket);
        wanted.followers.set(socket, () => say({ type: 'order', ref, order: wanted.order }));
        say({ type: 'subscribed', ref });
      }
    });
    socket.on('close', () => {
      for (const followed of subscriptions.values()) followed.followers.delete(socket);
    });
  }
}
