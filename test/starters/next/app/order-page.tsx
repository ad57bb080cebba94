'use client';

import { OrderStatusTracker } from 'order-status-tracker/react';
import { useState } from 'react';

export function OrderPage({ orderId, order }: { orderId: string; order: unknown }) {
  const [isShown, setShown] = useState(true);
  const [isReady, setReady] = useState(false);
  return (
    <main>
      <button type="button" onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      {isShown && (
        <OrderStatusTracker
          orderId={orderId}
          order={order}
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
