import {
  type ConnectRequest,
  type Failure,
  type LiveConnection,
  type OrderTransport,
  ReadError,
  type ReadRequest,
  type TransportSink,
} from './transport.js';

/** A connection of a transport that is still on its way. Closed before it has come, it is never opened. */
export function connectLater(
  arriving: Promise<OrderTransport>,
  { orderId, token }: ConnectRequest,
  sink: TransportSink,
): LiveConnection {
  let fresh = token;
  let closed = false;
  let connection: LiveConnection | undefined;
  arriving.then(
    (transport) => {
      if (closed) return;
      connection = transport.connect?.({ orderId, token: fresh }, sink);
      if (connection === undefined) sink.lost({ kind: 'config', reason: 'This transport can only read.' });
    },
    (error: unknown) => closed || sink.lost(failureOf(error)),
  );
  return {
    probe: () => connection?.probe(),
    renewToken(renewed) {
      fresh = renewed;
      connection?.renewToken(renewed);
    },
    close() {
      closed = true;
      connection?.close();
    },
  };
}

/** A transport whose code is loaded when it is first used. A load that failed is tried again by the next use. */
export function lazyTransport(
  { name, traits }: Pick<OrderTransport, 'name' | 'traits'>,
  load: () => Promise<OrderTransport>,
): Required<Pick<OrderTransport, 'connect' | 'read'>> & OrderTransport {
  let loaded: Promise<OrderTransport> | undefined;
  let arrived: OrderTransport | undefined;
  const arrive = () => {
    loaded ??= load().then(
      (transport) => {
        arrived = transport;
        return transport;
      },
      (error: unknown) => {
        loaded = undefined;
        throw new ReadError(failureOf(error));
      },
    );
    return loaded;
  };
  return {
    name,
    ...(traits && { traits }),
    connect: (request, sink) => connectLater(arrive(), request, sink),
    // What has not come yet has delivered nothing that could be missing.
    observeRead: (orderId) => arrived?.observeRead?.(orderId) ?? (() => {}),
    async read(request: ReadRequest) {
      const transport = await arrive();
      if (transport.read === undefined) throw new ReadError({ kind: 'config', reason: `${name} cannot read.` });
      return transport.read(request);
    },
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof ReadError) return error;
  return { kind: 'network', reason: 'The code for it could not be loaded.' };
}
