import { CodePart } from '../../environment/code-part.js';
import { codeOf, connectBy } from '../lazy-transport.js';
import type { OrderTransport, Subject } from '../transport.js';
import { refuse } from '../transport-maker.js';
import { followByChannel } from './channel.js';
import { ChannelChoice, type ChoiceStorage } from './channel-choice.js';
import { reportsHeartbeats } from './client.js';
import type { SupabaseOptions } from './options.js';
import { readFromSupabase } from './read.js';

/** Only for pages that hand in their own client. */
export const clientCode = new CodePart(() => import('./client-code.js'));

/** What the transport uses of its environment. Default: the browser's. */
export interface SupabaseEnvironment {
  readonly WebSocket?: typeof WebSocket | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Where `auto` keeps its choice for the tab. */
  readonly sessionStorage?: ChoiceStorage | undefined;
}

/** Follows an order in a Supabase project: over its Realtime service, and by reads over REST. */
export function supabaseTransport(
  {
    subject = 'order',
    supabase,
    supabaseUrl,
    supabaseKey,
    supabaseChannel,
    supabaseTable,
    supabaseRead,
  }: SupabaseOptions & { readonly subject?: Subject | undefined },
  { WebSocket = globalThis.WebSocket, fetch = globalThis.fetch, sessionStorage }: SupabaseEnvironment = {},
): OrderTransport {
  const name = 'supabase';
  // An empty attribute counts as absent. A board is no row of a table: it needs its private channel and its function.
  const isBoard = subject === 'board';
  const wish = isBoard ? 'broadcast' : supabaseChannel || 'auto';
  const table = supabaseTable || 'orders';
  const call = supabaseRead || (isBoard ? 'board_snapshot' : undefined);

  if (supabase !== undefined) {
    return {
      name,
      traits: { authenticated: true, answersProbes: reportsHeartbeats(supabase) },
      connect: connectBy(clientCode, ({ followByClient }, request, sink) =>
        followByClient({ client: supabase, wish, table, subject }, request, sink),
      ),
      async read(request) {
        const { readByClient } = await codeOf(clientCode);
        return readByClient({ client: supabase, table, call, subject }, request);
      },
    };
  }
  if (!supabaseUrl || !supabaseKey) return refuse('supabase-url and supabase-key are both needed');
  const url = supabaseUrl.replace(/\/+$/, '');
  const key = supabaseKey;
  // The URL holds only the publishable key; the token travels in the join.
  const socketUrl = `${url.replace(/^http/, 'ws')}/realtime/v1/websocket?apikey=${encodeURIComponent(key)}&vsn=2.0.0`;
  const choice = new ChannelChoice(`${url} ${table}`, sessionStorage, (mode, request, sink) =>
    followByChannel({ mode, socketUrl, table, subject, WebSocket }, request, sink),
  );
  return {
    name,
    // Only the database can send on a private channel or as a change of a table.
    traits: { authenticated: true },
    connect: (request, sink) =>
      wish === 'auto'
        ? choice.connect(request, sink)
        : followByChannel({ mode: wish, socketUrl, table, subject, WebSocket }, request, sink),
    read: (request) => readFromSupabase({ url, key, table, call, subject, fetch }, request),
  };
}
