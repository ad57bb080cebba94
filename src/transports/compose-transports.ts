import type { OrderTransport } from './transport.js';

/** One transport of two: the first connects, the second reads. */
export function composeTransports(
  live: OrderTransport,
  reader: Required<Pick<OrderTransport, 'read'>>,
): OrderTransport {
  return {
    name: live.name,
    ...(live.traits && { traits: live.traits }),
    ...(live.connect && { connect: live.connect.bind(live) }),
    read: (request) => reader.read(request),
  };
}
