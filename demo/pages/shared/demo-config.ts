/** The settings to reach the demo's back end. The URLs are attribute values: `{id}` stands for the order id. */
export interface DemoConfig {
  readonly supabase_url: string;
  readonly supabase_key: string;
  readonly websocket_url: string;
  readonly poll_url: string;
  readonly token_url: string;
  /** Where guests say how they want to be told. */
  readonly notify_url: string;
  readonly restaurant_id: string;
  /** The server's key for push messages; absent where it sends none. */
  readonly push_public_key?: string;
  /** Where cards for wallets are made, and which wallets there are keys for. */
  readonly wallet_url?: string;
  readonly wallets?: readonly ('apple' | 'google')[];
  /** The `poll_url` of a board. */
  readonly board_poll_url: string;
  /** The link of the wall screen, with its secret. Only the demo gives it to every visitor. */
  readonly board_url?: string;
  /** The account that everybody may use; only in the demo. */
  readonly staff?: { readonly email: string; readonly password: string };
}

/** Loads the settings from the server of this page. Rejects if the server cannot be reached. */
export async function loadDemoConfig(): Promise<DemoConfig> {
  const response = await fetch('/demo.json', { referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`The demo server answered ${response.status} to /demo.json.`);
  return response.json() as Promise<DemoConfig>;
}
