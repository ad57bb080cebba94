import { OrderStatusV1End } from './order-status-v1-end.js';
import { PhoenixEnd } from './phoenix-end.js';
import { PlainEnd } from './plain-end.js';
import type { Damage, ServerEnd } from './server-end.js';
import type { SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** What happens to the next change on its way to those who listen. */
export type EventRule =
  | { readonly kind: 'lose' | 'duplicate' | 'hold' | 'truncate' | 'corrupt' }
  | { readonly kind: 'delay'; readonly milliseconds: number };

/** The kitchen's live server, whatever it speaks, and everything that can go wrong with it. */
export class OrderServer {
  isUp = true;
  /** Whether something between lets WebSockets through. */
  upgrades: 'pass' | 'reject' | 'hang' = 'pass';
  /** How long after the subscription it is confirmed, ms; `never` withholds it. */
  confirms: number | 'never' = 5;
  /** Refuses every subscription with this code. */
  refusal: number | undefined;
  answersPings = true;
  answersSnapshots = true;
  /** Whether it ever refused in a way that only a person can mend: only `retry()` tries again then. */
  wasUnfit = false;
  /** What happens to the next changes, first one first. */
  rules: EventRule[] = [];
  readonly sockets = new Set<ServerEnd>();
  readonly #world: World;
  #held: (() => void) | undefined;
  #databaseDownUntil = Number.NEGATIVE_INFINITY;
  #silentUntil = Number.NEGATIVE_INFINITY;

  constructor(world: World) {
    this.#world = world;
  }

  /** Whether the database is away: nothing can be read, and nothing that needs it begins. */
  get isDatabaseDown(): boolean {
    return this.#world.now < this.#databaseDownUntil;
  }

  accept(socket: SimulatedSocket): ServerEnd {
    const End = socket.url.includes('/realtime/') ? PhoenixEnd : socket.url.includes('/plain') ? PlainEnd : undefined;
    const end = new (End ?? OrderStatusV1End)(this.#world, this, socket);
    this.sockets.add(end);
    return end;
  }

  /** The server ended or refused something for this reason. */
  noteRefusal(code: number): void {
    const { isWanted } = this.#world.tokens;
    if (code === 4400 || code === 4403 || (code === 4401 && !isWanted)) this.wasUnfit = true;
  }

  /**
   * The database restarts. Nobody who listens learns of it, and what is committed in this time reaches none of them.
   *
   * @param down how long nothing can be read, ms
   * @param lost how long changes are lost in silence, ms
   */
  restartDatabase(down: number, lost: number): void {
    this.#databaseDownUntil = this.#world.now + down;
    this.dropChanges(lost);
  }

  /** For so many milliseconds, changes reach nobody: the rate limit does that, too. */
  dropChanges(milliseconds: number): void {
    this.#silentUntil = Math.max(this.#silentUntil, this.#world.now + milliseconds);
  }

  /** Tells all who listen that an order changed. */
  publish(orderId: string): void {
    const version = this.#world.origin.newest(orderId);
    if (!version || !this.isUp || this.#world.now < this.#silentUntil) return;
    const rule = this.rules.shift();
    const tell = (damage?: Damage) => {
      for (const socket of [...this.sockets]) socket.tell(orderId, version, damage);
    };
    switch (rule?.kind) {
      case 'lose':
        return;
      case 'hold':
        this.#held = () => tell();
        return;
      case 'delay':
        this.#world.scheduler.plan(rule.milliseconds, () => tell());
        return;
      case 'duplicate':
        tell();
    }
    tell(rule?.kind === 'truncate' || rule?.kind === 'corrupt' ? rule.kind : undefined);
    this.#held?.();
    this.#held = undefined;
  }

  /** Closes every socket with a code. */
  closeAll(code: number): void {
    for (const { socket } of [...this.sockets]) socket.end(code);
    this.sockets.clear();
  }

  /** Ends every subscription with a code; the sockets stay. */
  closeSubscriptions(code: number): void {
    for (const socket of this.sockets) socket.closeSubscriptions(code);
  }

  /** Something that nobody expects is said to everybody. */
  inject(data: string | ArrayBuffer): void {
    for (const { socket } of this.sockets) socket.say(data, { kind: 'other' });
  }

  /** An order is told to everybody who listens to one, whatever they listen to. */
  injectOrder(order: unknown): void {
    for (const socket of this.sockets) socket.injectOrder(order);
  }

  heal(): void {
    Object.assign(this, {
      isUp: true,
      upgrades: 'pass',
      confirms: 5,
      refusal: undefined,
      answersPings: true,
      answersSnapshots: true,
      rules: [],
    });
    this.#databaseDownUntil = Number.NEGATIVE_INFINITY;
    this.#silentUntil = Number.NEGATIVE_INFINITY;
    this.#held?.();
    this.#held = undefined;
  }
}
