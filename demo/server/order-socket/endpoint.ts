import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { BroadcastMessage, CommitListener } from '../database/committed-feed.js';
import type { ClientAddress } from '../http/client-address.js';
import { refuseUpgrade } from '../http/refuse-upgrade.js';
import { isOrderId, type WireOrder } from '../orders.js';
import { closeCodes } from './messages.js';
import { OrderSocket, type OrderSocketLimits, type OrderSocketServices } from './order-socket.js';

const protocol = 'order-status.v1';
/** The frame limit of PROTOCOL.md, 64 kB. A larger frame closes the socket with code 1009. */
const maximumFrame = 64 * 1024;

export interface OrderEndpointServices extends OrderSocketServices {
  readonly limits: OrderEndpointLimits;
  readonly addressOf: ClientAddress;
}

export interface OrderEndpointLimits extends OrderSocketLimits {
  /** Origins whose pages may connect. `undefined` allows all. */
  readonly allowedOrigins: readonly string[] | undefined;
  /** Sockets from one IP address. A restaurant's guests share one address. */
  readonly maximumSocketsPerAddress: number;
}

/** `/ws`: the protocol of src/transports/websocket/PROTOCOL.md. */
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
    const address = this.#services.addressOf(request);
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      // After a frame that is too large or malformed, `ws` itself closes the socket with the right code (1009, 1002).
      socket.on('error', () => undefined);
      // The error is a close code, because a browser does not show a page the HTTP status of a failed handshake.
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

  get size(): number {
    return this.#sockets.size;
  }

  /** Closes every socket with this code. */
  close(code: number): void {
    for (const socket of this.#server.clients) socket.close(code);
  }

  /**
   * A trigger broadcasts the most important columns of every changed order. This sends the whole order with its items,
   * if the order still has that version. If not, a newer broadcast follows with the newer version. A board's broadcast
   * contains the whole board.
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
