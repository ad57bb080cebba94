import { EventsEnd } from './events-end.js';
import { OrderStatusV1End } from './order-status-v1-end.js';
import { PhoenixEnd } from './phoenix-end.js';
import { PlainEnd } from './plain-end.js';
import type { Damage, ServerEnd } from './server-end.js';
import type { SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** The fault of the next change on its way to the subscribers. */
export type EventRule =
  | { readonly kind: 'lose' | 'duplicate' | 'hold' | 'truncate' | 'corrupt' }
  | { readonly kind: 'delay'; readonly milliseconds: number };

/** The simulated live server, for every protocol, with its faults. */
export class OrderServer {
  isUp = true;
  /** How a proxy in between treats WebSocket handshakes. */
  upgrades: 'pass' | 'reject' | 'hang' = 'pass';
  /** The delay of the confirmation of a subscription, ms; `never` sends none. */
  confirms: number | 'never' = 5;
  /** Refuses every subscription with this code. */
  refusal: number | undefined;
  answersPings = true;
  /** Whether a trigger sends changes to the private channels of Supabase; otherwise they can be joined and are mute. */
  sendsBroadcasts = true;
  /** Whether the table is in the publication of Supabase, which sends its changes. */
  publishes = true;
  /** What a plain server says instead of following an order: it speaks another protocol, or refuses in another way. */
  foreignFrames: readonly (string | ArrayBuffer)[] | undefined;
  answersSnapshots = true;
  /** Whether a proxy holds back what event streams bring. */
  isBuffered = false;
  /** Whether the server ever refused with a fatal code. The tracker then tries again only after `retry()`. */
  refusedFatally = false;
  /** The faults of the next changes, in order. */
  rules: EventRule[] = [];
  readonly sockets = new Set<ServerEnd>();
  /** What clients joined in Supabase: `order:A1` for a private channel, `order:A1 and changes`, or `changes`. */
  readonly joins: string[] = [];
  readonly #world: World;
  #held: (() => void) | undefined;
  #databaseDownUntil = Number.NEGATIVE_INFINITY;
  #silentUntil = Number.NEGATIVE_INFINITY;

  constructor(world: World) {
    this.#world = world;
  }

  /** Whether the database is down. Reads and new subscriptions that need it then fail. */
  get isDatabaseDown(): boolean {
    return this.#world.now < this.#databaseDownUntil;
  }

  accept(socket: SimulatedSocket): ServerEnd {
    const ends = { '/realtime/': PhoenixEnd, '/plain': PlainEnd, '/events/': EventsEnd };
    const [, End = OrderStatusV1End] = Object.entries(ends).find(([path]) => socket.url.includes(path)) ?? [];
    const end = new End(this.#world, this, socket);
    this.sockets.add(end);
    return end;
  }

  /** Records that the server refused or closed something with this code. */
  noteRefusal(code: number): void {
    const { isWanted } = this.#world.tokens;
    if (code === 4400 || code === 4403 || (code === 4401 && !isWanted)) this.refusedFatally = true;
  }

  /**
   * Restarts the database. Subscribers get no error, and changes in this time do not reach them.
   *
   * @param down how long reads fail, ms
   * @param lost how long changes are lost, ms
   */
  restartDatabase(down: number, lost: number): void {
    this.#databaseDownUntil = this.#world.now + down;
    this.dropChanges(lost);
  }

  /** Drops changes for so many milliseconds. A rate limit has the same effect. */
  dropChanges(milliseconds: number): void {
    this.#silentUntil = Math.max(this.#silentUntil, this.#world.now + milliseconds);
  }

  /** Sends the newest version of an order to its subscribers. */
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

  /** Sends any data to all sockets. */
  inject(data: string | ArrayBuffer): void {
    for (const { socket } of this.sockets) socket.say(data, { kind: 'other' });
  }

  /** Sends an order to all subscribers, whichever order they follow. */
  injectOrder(order: unknown): void {
    for (const socket of this.sockets) socket.injectOrder(order);
  }

  heal(): void {
    Object.assign(this, {
      isUp: true,
      upgrades: 'pass',
      confirms: 5,
      refusal: undefined,
      foreignFrames: undefined,
      isBuffered: false,
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
