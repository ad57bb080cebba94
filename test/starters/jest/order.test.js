import 'order-status-tracker/define';
import { createOrderTracker } from 'order-status-tracker/headless';

const order = { id: '42', number: '17', status: 'preparing', version: 1 };
/** The back end, as far as these tests need one. */
const kitchen = (status) => ({ name: 'kitchen', read: async () => ({ ...order, status, version: 2 }) });

test('the card shows the order', async () => {
  document.body.innerHTML = '<order-status-tracker order-id="42"></order-status-tracker>';
  const card = document.querySelector('order-status-tracker');
  const isReady = new Promise((resolve) => card.addEventListener('order-ready', resolve, { once: true }));
  Object.assign(card, { order, transport: kitchen('ready') });
  await card.updateComplete;
  expect(card.status).toBe('preparing');
  expect(card.shadowRoot.textContent).toContain('17');
  await isReady;
  expect(card.shadowRoot.textContent).toContain('Ready');
  card.remove();
});

test('code of our own hears that the order is ready', async () => {
  const status = await new Promise((resolve) => {
    const tracker = createOrderTracker({ orderId: '42', transport: kitchen('ready'), onStatusUpdate: resolve });
    tracker.start();
  });
  expect(status).toBe('ready');
});
