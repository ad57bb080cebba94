import { composeTransports } from './compose-transports.js';
import { type EventsOptions, eventsMaker } from './events/events-maker.js';
import { type PollingOptions, pollingMaker } from './http/polling-maker.js';
import type { SupabaseOptions } from './supabase/options.js';
import { supabaseMaker } from './supabase/supabase-maker.js';
import type { OrderTransport, Subject } from './transport.js';
import { refuse, type TransportEnvironment, type TransportMaker } from './transport-maker.js';
import { type WebSocketOptions, webSocketMaker } from './websocket/websocket-maker.js';

/** Every transport that has a name, one row each. `auto` takes the first row that is configured. */
const makers = {
  supabase: supabaseMaker,
  websocket: webSocketMaker,
  sse: eventsMaker,
  polling: pollingMaker,
} satisfies Record<string, TransportMaker<TransportOptions>>;

/** The options that decide how an order is reached. They are a part of the tracker's. */
export interface TransportOptions extends SupabaseOptions, WebSocketOptions, EventsOptions, PollingOptions {
  /** Default `order`. */
  subject?: Subject | undefined;
  /** A name, or an object that implements `OrderTransport`. Default `auto`. */
  transport?: TransportName | OrderTransport | undefined;
}

/** Which of the configured ways to follow an order is used. `auto` takes the first of Supabase, WebSocket, Server-Sent Events, polling. */
export type TransportName = 'auto' | keyof typeof makers;

/**
 * The transport that the options ask for. Where `poll-url` is set, it is what reads.
 *
 * @throws ReadError of kind `config`, whose reason says what to change. Nothing has been requested then.
 */
export function createTransport(options: TransportOptions, environment: TransportEnvironment = {}): OrderTransport {
  const { transport = 'auto' } = options;
  const reader = pollingMaker.isConfigured(options) ? pollingMaker.make(options, environment) : undefined;
  if (typeof transport === 'object') {
    if (!transport.connect && !transport.read) refuse('The transport object needs a method connect or read');
    return reader && transport.connect ? composeTransports(transport, reader) : transport;
  }
  const maker = makerOf(transport, options);
  if (maker === pollingMaker && reader) return reader;
  const live = maker.make(options, environment);
  return reader ? composeTransports(live, reader) : live;
}

function makerOf(name: string, options: TransportOptions): TransportMaker<TransportOptions> {
  const rows = Object.entries<TransportMaker<TransportOptions>>(makers);
  const found = rows.find(([known, maker]) => (name === 'auto' ? maker.isConfigured(options) : known === name));
  if (found) return found[1];
  return name === 'auto'
    ? refuse(`There is no transport yet: set ${rows.map(([, { needs }]) => needs).join(', or ')}`)
    : refuse(`There is no transport "${name}", only ${['auto', ...rows.map(([known]) => known)].join(', ')}`);
}
