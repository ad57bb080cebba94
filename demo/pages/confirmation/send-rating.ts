import type { DemoConfig } from '../shared/demo-config.js';

/** Sends a rating to the restaurant's server with a token of the guest's link. The page has thanked the guest before. */
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
    // The rating is lost when the guest is offline. A restaurant that needs every rating stores it and sends it later.
  }
}

function post(url: string, body: unknown, token?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    referrerPolicy: 'no-referrer',
    // The request continues when the guest closes the page.
    keepalive: true,
  });
}
