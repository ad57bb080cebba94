import type { OrderServer } from './order-server.js';
import type { Version } from './origin.js';
import type { SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** The ways in which a frame can be damaged. */
export type Damage = 'truncate' | 'corrupt';

/** The server's end of one socket, for any protocol. */
export abstract class ServerEnd {
  readonly socket: SimulatedSocket;
  protected readonly world: World;
  protected readonly server: OrderServer;
  #heardAt: number;

  /** @param idleLimit the server closes a socket that sends nothing for this time with `idleCode`, ms */
  constructor(world: World, server: OrderServer, socket: SimulatedSocket, idleLimit: number, idleCode: number) {
    this.world = world;
    this.server = server;
    this.socket = socket;
    this.#heardAt = world.now;
    if (Number.isFinite(idleLimit)) this.#watch(idleLimit, idleLimit, idleCode);
  }

  /** Removes the socket from the server. */
  leave(): void {
    this.server.sockets.delete(this);
  }

  receive(text: string, sentAt: number): void {
    if (!this.isHere) return;
    this.#heardAt = this.world.now;
    this.hear(JSON.parse(text), sentAt);
  }

  /** Sends a version of an order to the subscriptions of this order. */
  abstract tell(orderId: string, version: Version, damage?: Damage): void;

  /** Sends an order to all subscriptions, whichever order they follow. */
  abstract injectOrder(order: unknown): void;

  /** Closes every subscription with a code of PROTOCOL.md. */
  abstract closeSubscriptions(code: number): void;

  protected abstract hear(message: unknown, sentAt: number): void;

  protected get isHere(): boolean {
    return this.server.sockets.has(this);
  }

  /** Runs `check` when the token expires. */
  protected watchToken(token: string | undefined, check: () => unknown): void {
    const left = this.world.tokens.timeLeft(token);
    if (left !== undefined) this.world.scheduler.plan(left, check);
  }

  #watch(delay: number, limit: number, code: number): void {
    this.world.scheduler.plan(delay, () => {
      if (!this.isHere) return;
      const left = this.#heardAt + limit - this.world.now;
      if (left > 0) {
        this.#watch(left, limit, code);
        return;
      }
      this.leave();
      this.socket.end(code);
    });
  }
}
