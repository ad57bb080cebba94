import {
  type ConnectRequest,
  type Failure,
  type LiveConnection,
  type OrderTransport,
  ReadError,
  type ReadRequest,
  type TransportSink,
} from './transport.js';

/** A connection of a transport that is still being loaded. If it is closed before that, it never opens. */
export function connectLater(
  loading: Promise<OrderTransport>,
  { orderId, token }: ConnectRequest,
  sink: TransportSink,
): LiveConnection {
  let fresh = token;
  let closed = false;
  let connection: LiveConnection | undefined;
  loading.then(
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
    close(fault) {
      closed = true;
      connection?.close(fault);
    },
  };
}

/** A transport whose code is loaded at its first use. After a failure the next use loads it again. */
export function lazyTransport(
  { name, traits }: Pick<OrderTransport, 'name' | 'traits'>,
  load: () => Promise<OrderTransport>,
): Required<Pick<OrderTransport, 'connect' | 'read'>> & OrderTransport {
  let loading: Promise<OrderTransport> | undefined;
  const loadOnce = () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw new ReadError(failureOf(error));
    });
    return loading;
  };
  return {
    name,
    ...(traits && { traits }),
    connect: (request, sink) => connectLater(loadOnce(), request, sink),
    async read(request: ReadRequest) {
      const transport = await loadOnce();
      if (transport.read === undefined) throw new ReadError({ kind: 'config', reason: `${name} cannot read.` });
      return transport.read(request);
    },
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof ReadError) return error;
  return { kind: 'network', reason: 'The code of the transport could not be loaded.' };
}
