import { useOrderTracking } from 'order-status-tracker/react';
import { useState } from 'react';

/** Your own markup. Options and functions may be written inline. */
export function WithHook({ orderId }: { orderId: string }) {
  const [isReady, setReady] = useState(false);
  const { orderStatus, isConnected } = useOrderTracking({
    orderId,
    websocketUrl: '/api/orders',
    pollUrl: '/api/orders/{id}',
    onStatusUpdate: (status) => setReady(status === 'ready'),
  });
  return (
    <p>
      Your order: <output>{orderStatus}</output> {isConnected ? '(live)' : '(connecting)'}
      {isReady && ' Enjoy your meal!'}
    </p>
  );
}
