import type { OrderServer } from './order-server.js';
import type { Version } from './origin.js';
import { type Damage, ServerEnd } from './server-end.js';
import type { SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** The damaged events. */
const broken: Readonly<Record<Damage, string>> = {
  truncate: '{"id":"A1","status":"compl',
  corrupt: '[{"__proto__":1}]',
};

/** How often a comment shows that the stream is alive, ms. */
const commentInterval = 15_000;
const ref = 'events';

/** The server's end of an event stream: a comment at once and every 15 s, and each change of the order as an event. */
export class EventsEnd extends ServerEnd {
  readonly #orderId: string;

  constructor(world: World, server: OrderServer, socket: SimulatedSocket) {
    super(world, server, socket, Number.POSITIVE_INFINITY, 1000);
    this.#orderId = decodeURIComponent(socket.url.split('/').at(-1) ?? '');
    world.scheduler.plan(1, () => this.#comment());
  }

  tell(orderId: string, version: Version, damage?: Damage): void {
    if (orderId !== this.#orderId) return;
    const text = damage ? broken[damage] : JSON.stringify(this.world.origin.wireOf(orderId, version));
    this.#say(`id: ${version.version}\ndata: ${text}\n\n`, 'message');
  }

  injectOrder(order: unknown): void {
    this.#say(`data: ${JSON.stringify(order)}\n\n`, 'other');
  }

  closeSubscriptions(): void {
    this.leave();
    this.socket.end(1000);
  }

  /** A stream has one direction. */
  protected hear(): void {}

  #comment(): void {
    if (!this.isHere) return;
    if (this.server.answersPings) this.#say(':\n\n', 'subscribed');
    this.world.scheduler.plan(commentInterval, () => this.#comment());
  }

  /** A proxy that buffers holds everything back. */
  #say(text: string, kind: 'subscribed' | 'message' | 'other'): void {
    if (!this.server.isBuffered) this.socket.say(text, { kind, ref, orderId: this.#orderId });
  }
}
