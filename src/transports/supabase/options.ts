/** How to reach an order in a Supabase project. */
export interface SupabaseOptions {
  /** The project's URL, `https://….supabase.co`. */
  supabaseUrl?: string | undefined;
  /** The project's publishable (anon) key. */
  supabaseKey?: string | undefined;
  /** A `SupabaseClient` that the page already has. Its session and its socket are used. */
  supabase?: SupabaseClientLike | undefined;
  /**
   * Where changes come from: the order's private channel (`broadcast`) or the table (`changes`). Default `auto`: without a
   * token the table; with one the private channel, and the table as well until the first broadcast has come. With a client
   * of the page's own, `auto` is the table; where that sends no changes and the client has a token, the private channel.
   */
  supabaseChannel?: 'auto' | 'broadcast' | 'changes' | undefined;
  /** `orders` (default) or `schema.table`. */
  supabaseTable?: string | undefined;
  /** A function of the database that returns the one order with its items, instead of the table's row. */
  supabaseRead?: string | undefined;
}

/** The part of the page's `SupabaseClient` that is used. Structural, so that any version of supabase-js 2 fits. */
export interface SupabaseClientLike {
  channel(name: string, options?: never): unknown;
  removeChannel(channel: never): Promise<unknown>;
  from(table: string): unknown;
}
