import { createElement } from 'react';
import { OrderStatusBoard, OrderStatusTracker, useOrderTracking } from '../../../src/react.js';
import { pending, preparing, ready } from '../../tracker/orders.js';

/** A page that a server renders and a browser hydrates. `heard` is told which functions were called. */
export function ServerPage({ heard }: { readonly heard: string[] }) {
  const { orderStatus } = useOrderTracking({ orderId: 'A1', order: preparing, transport: kitchen() });
  return createElement(
    'section',
    null,
    createElement('output', null, orderStatus),
    createElement(
      OrderStatusTracker,
      {
        id: 'order',
        orderId: 'A1',
        order: pending,
        labels: { ready: 'Come and get it' },
        transport: kitchen(),
        parse: (payload) => {
          heard.push('parse');
          return payload;
        },
        onOrderStatusChange: ({ type, status }) => heard.push(`${type} ${status}`),
        onOrderConnectionChange: ({ type }) => heard.push(type),
      },
      createElement('p', null, 'Your order is being prepared.'),
    ),
    createElement(OrderStatusBoard, { restaurantId: 'R1', transport: kitchen({ orders: [] }) }),
  );
}

function kitchen(answer: object = ready) {
  return { name: 'kitchen', read: async () => answer };
}
