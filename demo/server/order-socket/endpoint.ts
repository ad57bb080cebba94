import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { BroadcastMessage, CommitListener } from '../database/committed-feed.js';
import { refuseUpgrade } from '../http/refuse-upgrade.js';
import { isOrderId, type WireOrder } from '../orders.js';
import { closeCodes } from './messages.js';
import { OrderSocket, type OrderSocketLimits, type OrderSocketServices } from './order-socket.js';

const protocol = 'order-status.v1';
/** 64 kB, as PROTOCOL.md says; a larger frame ends the socket with 1009. */
const maximumFrame = 64 * 1024;

export interface OrderEndpointServices extends OrderSocketServices {
  readonly limits: OrderEndpointLimits;
}

export interface OrderEndpointLimits extends OrderSocketLimits {
  /** Origins whose pages may connect; `undefined` allows all, as a demo must. */
  readonly allowedOrigins: readonly string[] | undefined;
  /** Sockets of one address. A restaurant's guests share one. */
  readonly maximumSocketsPerAddress: number;
}

/** `/ws`: the protocol of src/transports/PROTOCOL.md. */
export class OrderSocketEndpoint implements CommitListener {
  readonly #services: OrderEndpointServices;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: maximumFrame,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  });
  readonly #sockets = new Set<OrderSocket>();
  readonly #socketsOfAddress = new Map<string, number>();

  constructor(services: OrderEndpointServices) {
    this.#services = services;
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { allowedOrigins, maximumSocketsPerAddress } = this.#services.limits;
    const { origin } = request.headers;
    if (origin !== undefined && allowedOrigins && !allowedOrigins.includes(origin)) {
      refuseUpgrade(stream, 403, JSON.stringify({ error: 'This origin may not connect.' }));
      return;
    }
    const address = request.socket.remoteAddress ?? '';
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      // A frame that is too large or broken: the library closes with the right code (1009, 1002) by itself.
      socket.on('error', () => undefined);
      // Told by close code, because a browser hides an HTTP error of the handshake from its page.
      if (socket.protocol !== protocol) {
        return socket.close(closeCodes.unsupportedProtocol, `the subprotocol ${protocol} is needed`);
      }
      const others = this.#socketsOfAddress.get(address) ?? 0;
      if (others >= maximumSocketsPerAddress) return socket.close(closeCodes.tooMany, 'too many connections');

      this.#socketsOfAddress.set(address, others + 1);
      const orderSocket = new OrderSocket(socket, this.#services);
      this.#sockets.add(orderSocket);
      socket.on('close', () => {
        this.#sockets.delete(orderSocket);
        this.#releaseAddress(address);
      });
    });
  }

  /** Closes every socket with this code. */
  close(code: number): void {
    for (const socket of this.#server.clients) socket.close(code);
  }

  /**
   * Every change of an order is broadcast by a trigger, with the columns that matter most. The whole order, items and
   * all, is sent if it is still of that version; otherwise a newer broadcast is on its way and will bring it. A board
   * is broadcast whole.
   */
  async broadcast({ topic, private: isPrivate, payload }: BroadcastMessage): Promise<void> {
    const [, subject, id = ''] = /^(order|board):(.*)$/.exec(topic) ?? [];
    if (!isPrivate || !isOrderId(id)) return;
    const followed = { subject: subject === 'board' ? 'board' : 'order', id } as const;
    const followers = [...this.#sockets].filter((socket) => socket.follows(followed));
    if (followers.length === 0) return;
    const wire = followed.subject === 'board' ? payload : await this.#wholeOrder(id, payload as WireOrder);
    for (const socket of followers) socket.changed(followed, wire);
  }

  async #wholeOrder(orderId: string, changed: WireOrder): Promise<WireOrder> {
    const { rows } = await this.#services.database.transaction((query) =>
      query.query<{ wire: WireOrder | null }>('select private.order_wire($1::uuid) as wire', [orderId]),
    );
    const whole = rows[0]?.wire;
    return whole?.version === changed.version ? whole : changed;
  }

  #releaseAddress(address: string): void {
    const left = (this.#socketsOfAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#socketsOfAddress.set(address, left);
    else this.#socketsOfAddress.delete(address);
  }
}
