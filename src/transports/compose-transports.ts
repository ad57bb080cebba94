import type { OrderTransport } from './transport.js';

/** One transport of two: the first connects, the second reads. */
export function composeTransports(
  live: OrderTransport,
  reader: Required<Pick<OrderTransport, 'read'>>,
): OrderTransport {
  const { connect } = live;
  return {
    name: live.name,
    ...(live.traits && { traits: live.traits }),
    ...(connect && { connect: (request, sink) => connect.call(live, request, sink) }),
    read: (request) => reader.read(request),
  };
}
