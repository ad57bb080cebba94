import { createTransport } from '../../transports/create-transport.js';
import type { Failure, LiveConnection, OrderTransport, TransportTraits } from '../../transports/transport.js';
import type { CheckContext } from '../check-context.js';
import { type Exchange, pageFetch } from './page-fetch.js';
import { pageWebSocket, type SocketRecord } from './page-socket.js';
import { type Timers, withTimeLimit } from './time-limit.js';

/** Whom a session is for, where it is not the guest of the order. */
export interface SessionRequest {
  readonly orderId: string;
  readonly token: string | undefined;
  /** Default: that of the page. `none`: as no browser would, to tell what the server makes of it. */
  readonly origin?: 'none';
}

/** One live connection by the tracker's own transport, and all that is heard of it. */
export class Session {
  readonly traits: TransportTraits;
  /** Those of the transport: one socket, as a rule. */
  readonly sockets: SocketRecord[] = [];
  readonly exchanges: Exchange[] = [];
  readonly payloads: unknown[] = [];
  isOpened = false;
  isConfirmed = false;
  signsOfLife = 0;
  lost: Failure | undefined;
  /** How long it took until it was confirmed, ms. */
  confirmedAfter: number | undefined;
  readonly #transport: OrderTransport;
  readonly #connection: LiveConnection | undefined;
  readonly #timers: Timers;
  readonly #waiting = new Set<() => void>();

  /** @throws ReadError where the options cannot work */
  constructor(
    { setup: { options, origin }, world }: Pick<CheckContext, 'setup' | 'world'>,
    { orderId, token, origin: own }: SessionRequest,
  ) {
    const { transport: _, pollUrl: _pollUrl, ...live } = options;
    this.#timers = world.timers;
    const startedAt = performance.now();
    const record = (socket: SocketRecord) => void this.sockets.push(socket);
    const transport = createTransport(live, {
      base: origin,
      secure: false,
      WebSocket: pageWebSocket({
        origin: own === 'none' ? undefined : origin,
        limit: world.limits.answer,
        timers: world.timers,
        record,
      }),
      fetch: pageFetch({
        fetch: world.fetch,
        origin,
        enforces: false,
        record: (exchange) => void this.exchanges.push(exchange),
      }),
    });
    this.#transport = transport;
    this.traits = transport.traits ?? {};
    const hear = (note: () => void) => () => {
      note();
      this.#look();
    };
    this.#connection = transport.connect?.(
      { orderId, token },
      {
        opened: hear(() => {
          this.isOpened = true;
        }),
        confirmed: hear(() => {
          this.isConfirmed = true;
          this.confirmedAfter = performance.now() - startedAt;
        }),
        alive: hear(() => {
          this.signsOfLife += 1;
        }),
        received: (payload) => {
          this.payloads.push(payload);
          this.#look();
        },
        lost: (failure) => {
          this.lost = failure;
          this.#look();
        },
      },
    );
  }

  /** The transport's socket; of several, the newest. */
  get socket(): SocketRecord | undefined {
    return this.sockets.at(-1);
  }

  probe(): void {
    this.#connection?.probe();
  }

  /** Asks for a sign of life. Resolves to whether one came; the connection may also be lost meanwhile. */
  async showsLife(limit: number): Promise<boolean> {
    const before = this.signsOfLife;
    this.probe();
    return this.until(() => this.signsOfLife > before, limit);
  }

  /** Subscribes once more, over the same socket where the protocol shares it. Resolves to whether that is confirmed. */
  async confirmsAnother({ orderId, token }: SessionRequest, limit: number): Promise<boolean> {
    let outcome: boolean | undefined;
    const end = (isConfirmed: boolean) => () => {
      outcome = isConfirmed;
      this.#look();
    };
    const nothing = () => {};
    const another = this.#transport.connect?.(
      { orderId, token },
      { opened: nothing, alive: nothing, received: nothing, confirmed: end(true), lost: end(false) },
    );
    await this.until(() => outcome !== undefined, limit);
    another?.close();
    return outcome === true;
  }

  /** What the server answers when it is asked for the order; `undefined` where it does not answer in time. */
  async snapshot(orderId: string, minVersion: number | undefined, limit: number): Promise<unknown> {
    return withTimeLimit(this.#timers, limit, async (signal) =>
      this.#connection?.requestSnapshot?.({ orderId, minVersion, token: undefined, signal }),
    ).catch(() => undefined);
  }

  /** Waits until it holds, or the connection is lost, or the time is up. Resolves to whether it holds. */
  until(holds: () => boolean, limit: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = () => {
        this.#timers.clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(holds());
      };
      const check = () => {
        if (holds() || this.lost) settle();
      };
      const timer = this.#timers.setTimeout(settle, limit);
      this.#waiting.add(check);
      check();
    });
  }

  close(): void {
    this.#connection?.close();
  }

  #look(): void {
    for (const check of [...this.#waiting]) check();
  }
}
