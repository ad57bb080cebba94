import type { CodePart } from '../environment/code-part.js';
import { codeOf, notLoaded } from './lazy-transport.js';
import type { Failure, LiveConnection, OrderTransport } from './transport.js';

/**
 * A transport whose payloads wait until the code that reads them is there: both are fetched at the same time. Where the
 * code cannot be loaded, a read fails and a connection is lost, as without network: the next try loads it again.
 */
export function holdPayloads(transport: OrderTransport, code: CodePart<unknown>): OrderTransport {
  if (code.code) return transport;
  void code.load();
  const hold = async (payload: Promise<unknown>): Promise<unknown> => {
    const value = await payload;
    await codeOf(code);
    return value;
  };
  const { name, traits } = transport;
  return {
    name,
    ...(traits && { traits }),
    ...(transport.read && { read: (request) => hold(Promise.resolve(transport.read?.(request))) }),
    ...(transport.connect && { connect: (...request) => connectHeld(transport, code, hold, request) }),
  };
}

function connectHeld(
  transport: OrderTransport,
  code: CodePart<unknown>,
  hold: (payload: Promise<unknown>) => Promise<unknown>,
  [request, sink]: Parameters<NonNullable<OrderTransport['connect']>>,
): LiveConnection {
  let ended = false;
  const lose = (failure: Failure) => {
    ended = true;
    sink.lost(failure);
  };
  const connection = transport.connect?.(request, {
    opened: () => sink.opened(),
    confirmed: () => sink.confirmed(),
    alive: () => sink.alive(),
    received(payload) {
      if (code.code) return sink.received(payload);
      void code.load().then((loaded) => {
        if (ended) return;
        if (loaded) return sink.received(payload);
        connection?.close();
        lose(notLoaded);
      });
    },
    lost: lose,
  });
  return {
    probe: () => connection?.probe(),
    renewToken: (token) => connection?.renewToken(token),
    ...(connection?.requestSnapshot && {
      requestSnapshot: (wanted) => hold(Promise.resolve(connection.requestSnapshot?.(wanted))),
    }),
    close(fault) {
      ended = true;
      connection?.close(fault);
    },
  };
}
