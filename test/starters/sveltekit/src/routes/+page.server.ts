import { ORDERS_URL } from '$app/env/private';

/** The order as the back end knows it when the page is made. */
export async function load({ fetch, url }) {
  const orderId = url.searchParams.get('order_id') ?? '';
  const answer = await fetch(`${ORDERS_URL}/api/orders/${encodeURIComponent(orderId)}`);
  const order: unknown = answer.ok ? await answer.json() : undefined;
  return { orderId, order };
}
