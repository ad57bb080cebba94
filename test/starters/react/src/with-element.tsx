import 'order-status-tracker/define';
import 'order-status-tracker/types/react';
import { useState } from 'react';

/** The card as a tag. React 19 sets attributes, properties and events by itself. */
export function WithElement({ orderId }: { orderId: string }) {
  const [isReady, setReady] = useState(false);
  return (
    <>
      <order-status-tracker
        order-id={orderId}
        websocket-url="/api/orders"
        poll-url="/api/orders/{id}"
        labels={{ ready: 'Come and get it' }}
        onorder-ready={() => setReady(true)}
      />
      {isReady && <p>Enjoy your meal!</p>}
    </>
  );
}
