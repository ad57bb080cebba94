import type { TrackerContext } from './chart/chart.context.js';
import type { OrderTrackerOptions } from './options.js';

/** With so many failures in a row while reads do well, it is not the network of this device. */
const failureLimit = 3;

/** How long it may take to be live, ms: as long as the server has for its confirmation. */
const firstLimit = 15_000;

/**
 * What is wrong with a live connection that has not been live since the start, for its developer. `undefined`: nothing, or
 * it may be the network's fault, or it is told otherwise.
 */
export function connectionFault(
  { live, reads, now }: TrackerContext,
  { websocketUrl, eventsUrl }: OrderTrackerOptions,
) {
  const { failure, failures, connects, lastByteAt } = live;
  if (failure?.hint) return failure.hint;
  const isLate = now() - (failure ? live.lostAt : (connects.at(-1) ?? now())) >= firstLimit;
  const isUntold = failure?.kind === 'network' || failure?.kind === 'server-closing';
  const isFailing = isUntold && (isLate || failures >= failureLimit);
  const isMute = !failure && websocketUrl && live.connection && lastByteAt === undefined && isLate;
  if (!isMute && !isFailing) return undefined;
  if (reads.failure || (isFailing && reads.succeededAt === undefined)) return undefined;
  const url = (websocketUrl ?? eventsUrl ?? 'the server').replace(/[?#].*/s, '');
  return `The connection to ${url} was never live: "${failure?.reason ?? 'The server has said nothing.'}" Check the address, server-preset, websocket-hello, the channel, and which origins the server allows. MQTT and STOMP need a transport of their own.`;
}
