import { isConfirmed } from './kinds.js';
import type { OrderServer } from './order-server.js';
import type { Version } from './origin.js';
import { type Damage, ServerEnd } from './server-end.js';
import type { SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** The damaged frames. */
const broken: Readonly<Record<Damage, string>> = {
  truncate: '{"id":"A1","status":"compl',
  corrupt: '[{"__proto__":{"status":"ready","id":"A1"}}]',
};

/** The ref of the only subscription of a socket. */
const ref = 'plain';

/** The server's end of a plain WebSocket. After a login and a follow message it pushes orders as plain JSON. */
export class PlainEnd extends ServerEnd {
  #orderId: string | undefined;
  #token: string | undefined;

  constructor(world: World, server: OrderServer, socket: SimulatedSocket) {
    super(world, server, socket, Number.POSITIVE_INFINITY, 1000);
    const frames = server.foreignFrames ?? [];
    world.scheduler.plan(1, () => {
      for (const frame of frames) socket.say(frame, { kind: 'other' });
    });
  }

  tell(orderId: string, version: Version, damage?: Damage): void {
    if (orderId !== this.#orderId) return;
    const text = damage ? broken[damage] : JSON.stringify(this.world.origin.wireOf(orderId, version));
    this.socket.say(text, { kind: 'order', ref, orderId });
  }

  injectOrder(order: unknown): void {
    // Without reads, the tracker cannot detect a forged order, so none is sent.
    if (this.#orderId !== undefined && !this.world.cannotRead)
      this.socket.say(JSON.stringify(order) ?? 'null', { kind: 'other' });
  }

  closeSubscriptions(code: number): void {
    this.#close(code);
  }

  protected hear(message: unknown, sentAt: number): void {
    if (this.server.foreignFrames) return;
    const { type, order, token } = message as Record<string, string | undefined>;
    if (type === 'ping') this.#answer();
    if (type === 'login') {
      this.#token = token;
      if (this.#orderId !== undefined) this.#checkToken(this.#orderId);
      else this.socket.say('{"hello":true}', { kind: 'other' });
    }
    if (type === 'follow' && order !== undefined) this.#follow(order, sentAt);
  }

  #answer(): void {
    if (this.server.answersPings && this.#orderId !== undefined) this.socket.say('{"type":"pong"}', { kind: 'pong' });
  }

  #follow(orderId: string, askedAt: number): void {
    const order = this.world.origin.wire(orderId);
    const code = this.server.refusal ?? this.world.tokens.check(this.#token, orderId) ?? (order ? undefined : 4404);
    if (code === 4403 && isConfirmed(this.world.kind)) {
      this.server.noteRefusal(code);
      this.socket.say('{"type":"refused"}', { kind: 'other' });
      return;
    }
    if (code !== undefined) {
      this.#close(code);
      return;
    }
    this.#orderId = orderId;
    this.#checkToken(orderId);
    if (isConfirmed(this.world.kind)) this.#confirm(orderId);
    else this.socket.say(JSON.stringify(order), { kind: 'snapshot', ref, orderId, askedAt });
  }

  #confirm(orderId: string): void {
    const { confirms } = this.server;
    if (confirms === 'never') return;
    this.world.scheduler.plan(confirms, () => {
      if (this.isHere) this.socket.say('{"type":"followed"}', { kind: 'subscribed', ref, orderId });
    });
  }

  #checkToken(orderId: string): void {
    if (!this.isHere) return;
    const token = this.#token;
    const code = this.world.tokens.check(token, orderId);
    if (code !== undefined) this.#close(code);
    else this.watchToken(token, () => this.#token === token && this.#checkToken(orderId));
  }

  #close(code: number): void {
    this.server.noteRefusal(code);
    this.leave();
    this.socket.end(code);
  }
}
