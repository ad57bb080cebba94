import type { OrderServer } from './order-server.js';
import type { Version } from './origin.js';
import type { SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** How a frame is damaged on the way. */
export type Damage = 'truncate' | 'corrupt';

/** The server's end of one socket, whatever it speaks. */
export abstract class ServerEnd {
  readonly socket: SimulatedSocket;
  protected readonly world: World;
  protected readonly server: OrderServer;
  #heardAt: number;

  /** @param idleLimit how long a socket may say nothing before the server closes it with this code, ms */
  constructor(world: World, server: OrderServer, socket: SimulatedSocket, idleLimit: number, idleCode: number) {
    this.world = world;
    this.server = server;
    this.socket = socket;
    this.#heardAt = world.now;
    if (Number.isFinite(idleLimit)) this.#watch(idleLimit, idleLimit, idleCode);
  }

  /** The client is gone. */
  leave(): void {
    this.server.sockets.delete(this);
  }

  receive(text: string, sentAt: number): void {
    if (!this.isHere) return;
    this.#heardAt = this.world.now;
    this.hear(JSON.parse(text), sentAt);
  }

  /** Tells those who follow an order what it is now. */
  abstract tell(orderId: string, version: Version, damage?: Damage): void;

  /** Tells an order to everybody who listens to one, whatever they listen to. */
  abstract injectOrder(order: unknown): void;

  /** Ends every subscription, for the reason that a code of PROTOCOL.md names. */
  abstract closeSubscriptions(code: number): void;

  protected abstract hear(message: unknown, sentAt: number): void;

  protected get isHere(): boolean {
    return this.server.sockets.has(this);
  }

  /** Runs `check` when the token has ended. */
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
