import { OrderLine } from './order-line';

type Props = { searchParams: Promise<{ order_id?: string }> };

/** Knows the order when it makes the page, so that the first picture is complete. */
export default async function Page({ searchParams }: Props) {
  const { order_id: orderId = '' } = await searchParams;
  const answer = await fetch(`${process.env.ORDERS_URL}/api/orders/${orderId}`, { cache: 'no-store' });
  return <OrderLine orderId={orderId} order={await answer.json()} />;
}
