import { useOrderTracking } from 'order-status-tracker/react';
import { useState } from 'react';
import { loadOrder } from '../load-order';
import type { Route } from './+types/hook';

export const loader = ({ request }: Route.LoaderArgs) => loadOrder(request);

/** Your own markup. The server writes the status into it. */
export default function Line({ loaderData: { orderId, order } }: Route.ComponentProps) {
  const [isShown, setShown] = useState(true);
  const [isReady, setReady] = useState(false);
  const { orderStatus, isConnected } = useOrderTracking({
    orderId,
    order,
    websocketUrl: '/api/orders',
    pollUrl: '/api/orders/{id}',
    enabled: isShown,
    onStatusUpdate: (status) => setReady(status === 'ready'),
  });
  return (
    <main>
      <button type="button" onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      {isShown && (
        <p>
          Your order: <output>{orderStatus}</output> {isConnected ? '(live)' : '(connecting)'}
          {isReady && ' Enjoy your meal!'}
        </p>
      )}
    </main>
  );
}
