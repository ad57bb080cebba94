import type { OrderTransport } from '../../../src/transports/transport.js';
import type { SimulatedClock } from '../playground/simulation/simulated-clock.js';
import { SimulatedRestaurant } from '../playground/simulation/simulated-restaurant.js';

/** What the usual hook shows. */
export interface HookState {
  readonly status: string | undefined;
  readonly isLive: boolean;
}

/*
 * Times of supabase-js (`@supabase/realtime-js` 2, RealtimeClient), in milliseconds: the pause between heartbeats, of which
 * an unanswered one ends the socket when the next is due; the limit of a join; the pauses before it connects again.
 */
const heartbeatInterval = 25_000;
const joinLimit = 10_000;
const reconnectPauses = [1000, 2000, 5000, 10_000] as const;

type Connection = ReturnType<NonNullable<OrderTransport['connect']>>;

/**
 * The usual hook of many sites, on simulated time: it reads the order once, subscribes to its changes, and shows a green
 * dot on SUBSCRIBED. What it lacks: after a gap it does not read again.
 * test/faults/browser/usual-order.ts is the same in React and supabase-js, and is measured in a real browser.
 */
export class UsualHook {
  readonly #restaurant: SimulatedRestaurant;
  readonly #changed: (state: HookState) => void;
  #state: HookState = { status: undefined, isLive: false };
  #connection: Connection | undefined;
  #tries = 0;
  #isStopped = false;

  constructor(restaurant: SimulatedRestaurant, changed: (state: HookState) => void = () => {}) {
    this.#restaurant = restaurant;
    this.#changed = changed;
  }

  get state(): HookState {
    return this.#state;
  }

  start(): void {
    void this.#readOnce();
    this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    this.#connection?.close();
  }

  get #clock(): SimulatedClock {
    return this.#restaurant.device.clock;
  }

  async #readOnce(): Promise<void> {
    try {
      const { fetch } = this.#restaurant.environment;
      const response = await fetch?.(SimulatedRestaurant.pollUrl.replace('{id}', 'usual'));
      const { value } = (await response?.body?.getReader().read()) ?? {};
      if (value) this.#receive(JSON.parse(new TextDecoder().decode(value)));
    } catch {
      // The usual hook does not try again.
    }
  }

  #receive(payload: unknown): void {
    if (typeof payload !== 'object' || payload === null || !('status' in payload)) return;
    this.#set({ status: String(payload.status) });
  }

  #set(change: Partial<HookState>): void {
    if (this.#isStopped) return;
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }

  #connect(): void {
    if (this.#isStopped) return;
    let isJoined = false;
    let isAnswered = true;
    const connection = this.#restaurant.transport.connect?.(
      { orderId: 'usual', token: undefined },
      {
        opened: () => {},
        confirmed: () => {
          isJoined = true;
          this.#tries = 0;
          this.#set({ isLive: true });
        },
        received: (payload) => this.#receive(payload),
        alive: () => {
          isAnswered = true;
        },
        lost: () => this.#reconnect(connection),
      },
    );
    this.#connection = connection;
    const beat = () => {
      if (this.#isStopped || this.#connection !== connection) return;
      if (!isAnswered) return this.#reconnect(connection);
      isAnswered = false;
      connection?.probe();
      this.#clock.setTimeout(beat, heartbeatInterval);
    };
    this.#clock.setTimeout(beat, heartbeatInterval);
    this.#clock.setTimeout(() => {
      if (!isJoined && this.#connection === connection) this.#reconnect(connection);
    }, joinLimit);
  }

  #reconnect(connection: Connection | undefined): void {
    if (this.#connection !== connection) return;
    connection?.close();
    this.#connection = undefined;
    this.#set({ isLive: false });
    const pause = reconnectPauses[this.#tries] ?? 10_000;
    this.#tries += 1;
    this.#clock.setTimeout(() => this.#connect(), pause);
  }
}
