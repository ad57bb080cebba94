import type { DemoConfig } from '../shared/demo-config.js';

/** The order that a guest's link is for. */
export interface GuestLink {
  readonly orderId: string;
  readonly capability: string | undefined;
}

/**
 * Sends what the guest says about the order to the restaurant's server, with a token of the guest's link. Rejects
 * unless the server took it.
 */
export async function postAsGuest(
  { token_url, poll_url }: DemoConfig,
  { orderId, capability }: GuestLink,
  path: 'rating' | 'messages',
  body: unknown,
): Promise<void> {
  const token = await tokenOf({ token_url }, { orderId, capability });
  await post(`${poll_url.replace('{id}', encodeURIComponent(orderId))}/${path}`, body, token);
}

/** Exchanges the secret of a guest's link for a token. Rejects unless the server gave one. */
export async function tokenOf(
  { token_url }: Pick<DemoConfig, 'token_url'>,
  { orderId, capability }: GuestLink,
): Promise<string | undefined> {
  const exchange = await post(token_url, { order_id: orderId, capability });
  const { access_token } = (await exchange.json()) as { readonly access_token?: string };
  return access_token;
}

async function post(url: string, body: unknown, token?: string): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    referrerPolicy: 'no-referrer',
    // The request continues when the guest closes the page.
    keepalive: true,
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response;
}
