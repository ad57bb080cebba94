import type { OrderTransport } from './transport.js';

/** One transport of two: the first follows live, the second reads. */
export function composeTransports(
  live: OrderTransport,
  reader: Required<Pick<OrderTransport, 'read'>>,
): OrderTransport {
  return {
    name: live.name,
    ...(live.traits && { traits: live.traits }),
    ...(live.connect && { connect: live.connect.bind(live) }),
    async read(request) {
      const observe = live.observeRead?.(request.orderId);
      const answer = await reader.read(request);
      observe?.(answer);
      return answer;
    },
  };
}
