/** The server and the order, from the URL of the bench page. */
export interface Place {
  readonly server: string;
  readonly key: string;
  readonly orderId: string;
  readonly capability: string;
}

export function place(): Place {
  const {
    server = '',
    key = '',
    order = '',
    capability = '',
  } = Object.fromEntries(new URLSearchParams(location.search));
  return { server, key, orderId: order, capability };
}

/** Exchanges the capability of the link for a token. */
export async function fetchToken({ server, orderId, capability }: Place): Promise<string> {
  const response = await fetch(`${server}/api/track`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: orderId, capability }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}

export interface BenchOrder {
  readonly status: string;
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
}

export const steps = ['pending', 'preparing', 'ready', 'served', 'completed'] as const;
