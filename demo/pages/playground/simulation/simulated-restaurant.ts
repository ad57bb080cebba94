import type {
  ConnectRequest,
  LiveConnection,
  OrderTransport,
  TransportSink,
} from '../../../../src/transports/transport.js';
import { SimulatedDevice } from './simulated-device.js';

/**
 * What works between the guest and the restaurant.
 *
 * - `live`: everything
 * - `reads`: sockets are refused, the endpoint answers
 * - `nothing`: requests fail
 * - `hanging`: requests are never answered
 * - `offline`: as `nothing`, and the device knows it
 * - `forbidden`: the back end says that the link has expired
 * - `unknown`: the back end knows no such order
 */
export type Network = 'live' | 'reads' | 'nothing' | 'hanging' | 'offline' | 'forbidden' | 'unknown';

/** An order as a back end sends it. */
export type WireOrder = Readonly<Record<string, unknown>>;

/** How long the way to the restaurant takes, one way and back, in milliseconds. */
const roundTrip = 180;

const answers: Partial<Record<Network, { readonly status: number; readonly body: unknown }>> = {
  forbidden: { status: 403, body: { error: 'This link has expired.' } },
  unknown: { status: 404, body: { error: 'There is no such order.' } },
};

/**
 * A restaurant's back end and the way to it, within the page: an order, a live connection, an endpoint to read. The
 * element that follows it is the real one.
 */
export class SimulatedRestaurant {
  /** The endpoint. Nothing is ever asked there: `environment.fetch` answers. */
  static readonly pollUrl = 'https://restaurant.example/orders/{id}';

  readonly device: SimulatedDevice;
  readonly #connections = new Map<SimulatedConnection, string>();
  #order: WireOrder;
  #version = 1;
  #network: Network = 'live';

  constructor(order: WireOrder, start: number) {
    this.#order = order;
    this.device = new SimulatedDevice(start);
  }

  /** The live half; the endpoint is the other one. */
  readonly transport: OrderTransport = {
    name: 'simulated',
    traits: { authenticated: true },
    connect: (request, sink) => this.#connect(request, sink),
  };

  get environment() {
    return this.device.environment((url, init) => this.#answer(String(url), init?.signal));
  }

  get network(): Network {
    return this.#network;
  }

  set network(network: Network) {
    this.#network = network;
    this.device.online = network !== 'offline';
    if (network === 'live') return;
    // A device that is offline gets no close event of its sockets.
    if (network !== 'offline' && network !== 'hanging')
      for (const connection of this.#connections.keys()) this.#refuse(connection);
  }

  /** The kitchen changes something. */
  change(changes: WireOrder): void {
    this.#version += 1;
    this.#order = { ...this.#order, ...changes, updated_at: new Date(this.device.clock.wall()).toISOString() };
    if (this.#network !== 'live') return;
    for (const [{ sink }, orderId] of this.#connections) sink.received(this.#as(encodeURIComponent(orderId)));
  }

  #connect({ orderId }: ConnectRequest, sink: TransportSink): LiveConnection {
    const connection = new SimulatedConnection(sink, {
      probe: () =>
        void this.#afterWay(() => this.#network === 'live' && this.#connections.has(connection) && sink.alive()),
      close: () => void this.#connections.delete(connection),
    });
    this.#connections.set(connection, orderId);
    this.#afterWay(() => {
      if (!this.#connections.has(connection) || this.#network === 'hanging') return;
      if (this.#network !== 'live') return this.#refuse(connection);
      sink.opened();
      sink.confirmed();
    });
    return connection;
  }

  #refuse(connection: SimulatedConnection): void {
    if (!this.#connections.delete(connection)) return;
    const kind = this.#network === 'forbidden' ? 'forbidden' : this.#network === 'unknown' ? 'not-found' : 'network';
    connection.sink.lost({ kind, reason: 'the connection was cut' });
  }

  async #answer(url: string, signal: AbortSignal | null | undefined): Promise<Response> {
    const network = this.#network;
    await this.device.clock.pause(roundTrip);
    if (network === 'hanging') await aborted(signal);
    if (network === 'nothing' || network === 'offline') throw new TypeError('There is no network.');
    const { status, body } = answers[network] ?? { status: 200, body: this.#as(url.slice(url.lastIndexOf('/') + 1)) };
    return jsonResponse(status, body);
  }

  #as(orderId: string): WireOrder {
    return { ...this.#order, id: decodeURIComponent(orderId), version: this.#version };
  }

  #afterWay(action: () => void): void {
    this.device.clock.setTimeout(action, roundTrip);
  }
}

class SimulatedConnection implements LiveConnection {
  readonly probe: () => void;
  readonly close: () => void;

  constructor(
    readonly sink: TransportSink,
    { probe, close }: Pick<LiveConnection, 'probe' | 'close'>,
  ) {
    this.probe = probe;
    this.close = close;
  }

  /** The simulated restaurant asks for no token. */
  renewToken(): void {}
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('The read was given up.', 'AbortError')));
  });
}

/** A response whose body needs only promises: a real body needs tasks, for which simulated time does not wait. */
function jsonResponse(status: number, body: unknown): Response {
  const chunks = [new TextEncoder().encode(JSON.stringify(body))];
  const reader = {
    read: async () => ({ done: chunks.length === 0, value: chunks.shift() }),
    cancel: async () => {},
  };
  return {
    status,
    ok: status < 300,
    headers: new Headers({ 'content-type': 'application/json' }),
    body: { getReader: () => reader, cancel: async () => {} },
  } as unknown as Response;
}
