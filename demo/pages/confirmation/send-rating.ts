import type { DemoConfig } from '../shared/demo-config.js';

/** Brings a rating to the restaurant's server, with the rights of the guest's link. The guest has been thanked already. */
export async function sendRating(
  { token_url, poll_url }: DemoConfig,
  orderId: string,
  capability: string | undefined,
  rating: number,
): Promise<void> {
  try {
    const exchange = await post(token_url, { order_id: orderId, capability });
    const { access_token } = (await exchange.json()) as { readonly access_token?: string };
    await post(`${poll_url.replace('{id}', encodeURIComponent(orderId))}/rating`, { rating }, access_token);
  } catch {
    // Offline: this rating is lost. A restaurant that must have every one keeps it and sends it later.
  }
}

function post(url: string, body: unknown, token?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    referrerPolicy: 'no-referrer',
    // The guest may be about to leave.
    keepalive: true,
  });
}
