import { render } from 'lit';
import { consumeTrackingLink } from '../../src/tracker/tracking-link.js';
import { orderDetails } from './confirmation/order-details.js';
import { paymentBanner } from './confirmation/payment-banner.js';
import { createTracker } from './confirmation/tracker.js';
import { loadDemoConfig } from './shared/demo-config.js';

// This script runs before the element does: the secret leaves the address before anything is asked of the network.
consumeTrackingLink();

const address = new URLSearchParams(location.search);
const place = (id: string) => document.querySelector<HTMLElement>(`#${id}`) ?? document.body;

render(paymentBanner(address), place('payment'));

async function follow(): Promise<void> {
  const tracker = createTracker(await loadDemoConfig(), address.get('transport'));
  const details = place('details');
  tracker.addEventListener('order-update', ({ order }) => {
    render(orderDetails(order), details);
    details.hidden = false;
    if (order.number) document.title = `Order ${order.number} · Trattoria Aurora`;
  });
  place('tracker').replaceChildren(tracker);
}

follow().catch(() => {
  place('tracker').textContent = 'The restaurant cannot be reached. Please load this page again.';
});
