/** The order as the back end knows it when the page is made. */
export async function loadOrder(request: Request): Promise<{ orderId: string; order: unknown }> {
  const orderId = new URL(request.url).searchParams.get('order_id') ?? '';
  const answer = await fetch(`${process.env.ORDERS_URL}/api/orders/${encodeURIComponent(orderId)}`);
  return { orderId, order: answer.ok ? await answer.json() : undefined };
}
