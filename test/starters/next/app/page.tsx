import { OrderPage } from './order-page';

type Props = { searchParams: Promise<{ order_id?: string }> };

/** Hands over the order, so that the card is complete as soon as it is drawn. */
export default async function Page({ searchParams }: Props) {
  const { order_id: orderId = '' } = await searchParams;
  const answer = await fetch(`${process.env.ORDERS_URL}/api/orders/${orderId}`, { cache: 'no-store' });
  return <OrderPage orderId={orderId} order={await answer.json()} />;
}
