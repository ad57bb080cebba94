import { OrderStatusTracker } from 'order-status-tracker/react';
import { useState } from 'react';

/** The card. */
export function WithWrapper({ orderId }: { orderId: string }) {
  const [isReady, setReady] = useState(false);
  return (
    <>
      <OrderStatusTracker
        orderId={orderId}
        websocketUrl="/api/orders"
        pollUrl="/api/orders/{id}"
        labels={{ ready: 'Come and get it' }}
        onOrderReady={() => setReady(true)}
      />
      {isReady && <p>Enjoy your meal!</p>}
    </>
  );
}
