import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A till's provider, as plain as can be: it answers browsers of every page with an order, in Square's words. */
export class Restaurant {
  readonly url: string;
  /** What it was asked for. */
  readonly asked: string[] = [];
  /** The orders by their number; an order that is not there is answered with 404. */
  readonly orders = new Map<string, 'PROPOSED' | 'RESERVED' | 'PREPARED' | 'COMPLETED'>();
  readonly #server: Server;

  private constructor(url: string, server: Server) {
    this.url = url;
    this.#server = server;
  }

  static async open(): Promise<Restaurant> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const restaurant = new Restaurant(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    server.on('request', (request, response) => {
      const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      restaurant.asked.push(id);
      const state = restaurant.orders.get(id);
      response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Content-Type', 'application/json');
      const order = { id, state: 'OPEN', fulfillments: [{ type: 'PICKUP', state }] };
      response.statusCode = state === undefined ? 404 : 200;
      response.end(JSON.stringify(state === undefined ? { errors: [{ code: 'NOT_FOUND' }] } : { order }));
    });
    return restaurant;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
