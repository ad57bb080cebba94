import { CodePart } from '../../environment/code-part.js';
import { connectBy } from '../lazy-transport.js';
import type { OrderTransport } from '../transport.js';
import type { EventsTransportOptions, StreamMemory } from './events-options.js';

export type { EventsHello } from './events-options.js';

/** Only for servers that send events. */
export const eventsCode = new CodePart(() => import('./event-stream.js'));

/** Follows an order by Server-Sent Events. */
export function eventsTransport({ fetch = globalThis.fetch, ...options }: EventsTransportOptions): OrderTransport {
  const memory: StreamMemory = { lastIds: new Map(), omitsId: false, empty: 0 };
  return {
    name: 'sse',
    traits: {
      answersProbes: false,
      confirmsByOrder: true,
      lookalike: (payload, id) => eventsCode.code?.lookalike(payload, id, options.url),
      isChatter: (payload) => eventsCode.code?.isChatter(payload) ?? true,
    },
    connect: connectBy(eventsCode, ({ followByEvents }, request, sink) =>
      followByEvents({ ...options, fetch, memory }, request, sink),
    ),
  };
}
