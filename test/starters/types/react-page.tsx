import { useOrderTracking } from 'order-status-tracker/react';

export function Card() {
  return <order-status-tracker order-id="42" poll-url="/api/orders/{id}" layout="compact" />;
}

// @ts-expect-error: there is no such layout
export const wrong = <order-status-tracker layout="poster" />;

export function Line() {
  const { orderStatus, isConnected } = useOrderTracking({ orderId: '42', pollUrl: '/api/orders/{id}' });
  return <output>{`${orderStatus} ${isConnected}`}</output>;
}
