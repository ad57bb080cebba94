import type { SupabaseClientLike } from './options.js';

export type Callback = (message: unknown, error?: unknown) => void;

export interface Channel {
  readonly topic?: string;
  on(type: string, filter: object, callback: Callback): Channel;
  subscribe(callback: Callback): Channel;
  teardown?(): void;
  /** What it sends to join; a function in newer versions. */
  readonly joinPush?: { readonly payload?: unknown };
}

export interface Realtime {
  readonly accessToken?: unknown;
  readonly accessTokenValue?: string | null;
  readonly apiKey?: string | null;
  readonly heartbeatCallback?: Callback;
  readonly pendingHeartbeatRef?: string | null;
  setAuth(): Promise<void>;
  onHeartbeat?(callback: Callback): void;
  sendHeartbeat?(): Promise<void>;
}

interface Query extends PromiseLike<{ data: unknown; error: unknown; status: number }> {
  select(columns: string): Query;
  eq(column: string, value: string): Query;
  abortSignal(signal: AbortSignal): Query;
}

interface Schema {
  from(table: string): Query;
  rpc(name: string, parameters: object): Query;
}

/** What the transport uses of supabase-js 2, beyond the minimum that pages must hand in. */
export interface Client extends Schema {
  channel(name: string, options: object): Channel;
  getChannels?(): readonly Channel[];
  removeChannel(channel: Channel): Promise<unknown>;
  /** Missing before version 2.34. */
  schema?(name: string): Schema;
  readonly realtime?: Realtime;
}

/** A page's client with the methods that the transport uses. A client without them fails at the first call. */
export function asClient(client: SupabaseClientLike): Client {
  return client as unknown as Client;
}

/** Whether the client reports its heartbeats, so that a probe can be answered. */
export function reportsHeartbeats(client: SupabaseClientLike): boolean {
  return typeof asClient(client).realtime?.onHeartbeat === 'function';
}
