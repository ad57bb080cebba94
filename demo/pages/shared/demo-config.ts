/** How the pages reach the demo's back end. The URLs are attribute values: `{id}` stands where an order id belongs. */
export interface DemoConfig {
  readonly supabase_url: string;
  readonly supabase_key: string;
  readonly websocket_url: string;
  readonly poll_url: string;
  readonly token_url: string;
  /** The same for a board. */
  readonly board_poll_url: string;
  /** The link of the screen on the wall, with its secret: in this demo everybody is staff. */
  readonly board_url: string;
  readonly staff: { readonly email: string; readonly password: string };
}

/** Asks the server that served this page. Rejects if it cannot be reached. */
export async function loadDemoConfig(): Promise<DemoConfig> {
  const response = await fetch('/demo.json', { referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`The demo server answered ${response.status} to /demo.json.`);
  return response.json() as Promise<DemoConfig>;
}
