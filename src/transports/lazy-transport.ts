import type { CodePart } from '../environment/code-part.js';
import {
  type ConnectRequest,
  type Failure,
  type LiveConnection,
  type OrderTransport,
  ReadError,
  type ReadRequest,
  type TransportSink,
} from './transport.js';

export const notLoaded: Failure = { kind: 'network', reason: 'The code for it could not be loaded.' };

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

/** How to connect by code that comes on demand. It is fetched from now on, and used at once where it is there. */
export function connectBy<Code>(
  part: CodePart<Code>,
  connect: (code: Code, request: ConnectRequest, sink: TransportSink) => LiveConnection,
): NonNullable<OrderTransport['connect']> {
  void part.load();
  return (request, sink) => {
    if (part.code) return connect(part.code, request, sink);
    const loading = codeOf(part).then((code) => ({
      name: '',
      connect: (...known: Parameters<NonNullable<OrderTransport['connect']>>) => connect(code, ...known),
    }));
    return connectLater(loading, request, sink);
  };
}

/** @throws ReadError where the code cannot be loaded now */
export async function codeOf<Code>(part: CodePart<Code>): Promise<Code> {
  const code = await part.load();
  if (!code) throw new ReadError(notLoaded);
  return code;
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
  return error instanceof ReadError ? error : notLoaded;
}
