import type { Failure } from '../transports/transport.js';
import type { TrackerContext } from './chart/chart.context.js';
import { isRecord } from './fault-words.js';
import type { OrderTrackerOptions } from './options.js';
import { placeholderFault } from './placeholder-fault.js';

/** The hint of an event stream that ends again and again. */
const endedEmpty = 'The server ended the stream.';
const asEvents =
  'Let events-url stay open, and send the order at its beginning and with each change: "data: {…}" and an empty line.';

/**
 * What is wrong with a live connection that has not been live since the start, after several failures or a long silence,
 * for its developer. `undefined`: it may be the network's fault, as reads fail too, or it is told otherwise.
 */
export function connectionFault({ live, reads, input }: TrackerContext, options: OrderTrackerOptions) {
  const { failure, lastByteAt } = live;
  const { websocketUrl, eventsUrl } = options;
  const misspelt = placeholderFault(options) ?? ignoredFault(options);
  if (misspelt) return `${failure?.reason ?? ''} ${misspelt}`.trim();
  if (failure?.hint && isUnmatched(failure))
    return `websocket-confirm matched nothing. The order came all the same, so it is live. ${exampleOf(input.transport.traits?.unconfirmed?.[0])}Correct websocket-confirm, or leave it out.`;
  // Not opened by the browser: where that is told as it is, nothing else has to be.
  if (failure?.kind === 'config' && failure.hint === failure.reason) return subprotocolFault(options);
  if (failure?.hint === endedEmpty)
    return `${endedEmpty.slice(0, -1)}, several times without an event of this order. ${asEvents}`;
  if (failure?.hint) return failure.hint;
  const isRefused = failure?.kind === 'auth' || failure?.kind === 'not-found';
  const isFailing = isRefused || failure?.kind === 'network' || failure?.kind === 'server-closing';
  const isMute = !failure && websocketUrl && lastByteAt === undefined;
  if (!isMute && !isFailing) return undefined;
  if (reads.failure || (isFailing && reads.succeededAt === undefined)) return undefined;
  const url = (websocketUrl ?? eventsUrl ?? 'the server').replace(/[?#].*/s, '');
  const advice = isRefused
    ? 'Check the address, the channel, and whether the token may be used there.'
    : websocketUrl
      ? 'Check the address, server-preset, websocket-hello, the channel, and which origins the server allows. MQTT and STOMP need a transport of their own.'
      : 'Check the address, redirects, and CORS (Access-Control-Allow-Origin, also -Headers).';
  return `The connection to ${url} was never live: "${failure?.reason ?? 'The server has said nothing.'}" ${advice}`;
}

/** Whether `websocket-confirm` has matched nothing, and the order came without it. */
export function isUnmatched({ kind, hint }: Failure): boolean {
  return kind === 'config' && hint === 'confirm';
}

/** The names by which servers say what a message is. Other values may be anything, and are not shown. */
const kindNames = /^(?:type|event|action|op|command|cmd|kind|method|message_?type)$/i;

function exampleOf(frame: unknown): string {
  if (!isRecord(frame)) return '';
  const shown = Object.entries(frame)
    .slice(0, 8)
    .map(([name, value]) => {
      const isShown = kindNames.test(name) && typeof value === 'string' && /^[\w.:/ -]{1,40}$/.test(value);
      return [name.slice(0, 40), isShown ? value : '…'];
    });
  return `A message that came: ${JSON.stringify(Object.fromEntries(shown))}. `;
}

/** The names of subprotocols that no browser takes: those with other letters, and those that come twice. */
function subprotocolFault({ websocketSubprotocol: given }: OrderTrackerOptions): string | undefined {
  const names: readonly string[] = given?.match(/[^\s,]+/g) ?? [];
  const wrong = names.find((name, at) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || names.indexOf(name) !== at);
  return wrong === undefined
    ? undefined
    : `Browsers refuse websocket-subprotocol="${given}": "${wrong}" ${names.indexOf(wrong) === names.lastIndexOf(wrong) ? 'has a letter that the name of a subprotocol cannot have' : 'stands there twice'}.`;
}

/** Options that only sockets of the protocol `plain` have. */
function ignoredFault(options: OrderTrackerOptions): string | undefined {
  if (!options.websocketUrl || options.websocketProtocol === 'plain') return undefined;
  const names = plainOptions.filter((name) => options[name] != null);
  if (names.length === 0) return undefined;
  const attributes = names.map((name) => name.replace(/[A-Z]/g, '-$&').toLowerCase());
  return `Ignored without websocket-protocol="plain": ${attributes.join(', ')}. Set it, unless this server speaks order-status.v1.`;
}

const plainOptions = [
  'websocketSubprotocol',
  'websocketHello',
  'websocketConfirm',
  'websocketRefuse',
  'websocketHeartbeat',
  'websocketChannel',
  'websocketAuthorize',
] as const;
