import 'order-status-tracker/define';
import 'order-status-tracker/define-board';
import { createOrderTracker, OrderReadyEvent, type OrderTrackerOptions, registerLocale } from 'order-status-tracker';

const options: OrderTrackerOptions = { orderId: '42', pollUrl: '/api/orders/{id}' };
const tracker = createOrderTracker(options);
tracker.subscribe(({ orderStatus, isConnected, lastUpdate }) => {
  const status: 'ready' | 'pending' | string | undefined = orderStatus;
  console.log(status, isConnected, lastUpdate?.toISOString());
});

// @ts-expect-error: there is no such option
createOrderTracker({ orderid: '42' });

const element = document.createElement('order-status-tracker');
element.orderId = '42';
element.labels = { ready: 'Come and get it' };
// @ts-expect-error: labels are texts
element.labels = { ready: 7 };
element.addEventListener('order-ready', (event) => {
  if (event instanceof OrderReadyEvent) console.log(event.order.number);
});
document.createElement('order-status-board').restaurantId = '7';
console.log(typeof registerLocale);
