import { OrderStatusTracker } from 'order-status-tracker/react';
import { useState } from 'react';
import { loadOrder } from '../load-order';
import type { Route } from './+types/card';

export const loader = ({ request }: Route.LoaderArgs) => loadOrder(request);

/** The card. It is complete as soon as React is there, as the loader has the order. */
export default function Card({ loaderData }: Route.ComponentProps) {
  const [isShown, setShown] = useState(true);
  const [isReady, setReady] = useState(false);
  return (
    <main>
      <button type="button" onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      {isShown && (
        <OrderStatusTracker
          orderId={loaderData.orderId}
          order={loaderData.order}
          websocketUrl="/api/orders"
          pollUrl="/api/orders/{id}"
          labels={{ ready: 'Come and get it' }}
          onOrderReady={() => setReady(true)}
        />
      )}
      {isReady && <p>Enjoy your meal!</p>}
    </main>
  );
}
