'use client';

import { useOrderTracking } from 'order-status-tracker/react';
import { useState } from 'react';

export function OrderLine({ orderId, order }: { orderId: string; order: unknown }) {
  const [isReady, setReady] = useState(false);
  const [isShown, setShown] = useState(true);
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
