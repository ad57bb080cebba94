import { render } from 'lit';
import { consumeTrackingLink } from '../../src/tracker/tracking-link.js';
import type { TrackerErrorCode } from '../../src/tracker/types.js';
import { orderDetails } from './confirmation/order-details.js';
import { paymentBanner } from './confirmation/payment-banner.js';
import { sendRating } from './confirmation/send-rating.js';
import { createTracker } from './confirmation/tracker.js';
import { loadDemoConfig } from './shared/demo-config.js';

// This script runs before the element's script. It removes the capability from the URL before the first request.
const capability = consumeTrackingLink();

const address = new URLSearchParams(location.search);
/** The tracker's errors that mean that this guest may not see the order. Network errors are not among them. */
const finalErrors: readonly TrackerErrorCode[] = ['denied', 'no-link', 'not-found', 'config'];
const place = (id: string) => document.querySelector<HTMLElement>(`#${id}`) ?? document.body;

function showPayment(maySeeOrder: boolean): void {
  render(paymentBanner(address, maySeeOrder), place('payment'));
}

showPayment(true);

async function follow(): Promise<void> {
  const config = await loadDemoConfig();
  const tracker = createTracker(config, address.get('transport'));
  const details = place('details');
  let isSeen = false;
  tracker.addEventListener('order-update', ({ order }) => {
    isSeen = true;
    showPayment(true);
    render(orderDetails(order), details);
    details.hidden = false;
    if (order.number) document.title = `Order ${order.number} · Trattoria Aurora`;
  });
  tracker.addEventListener('order-error', ({ code }) => {
    if (!isSeen && finalErrors.includes(code)) showPayment(false);
  });
  tracker.addEventListener(
    'order-rating',
    ({ order, rating }) => void sendRating(config, order.id, capability, rating),
  );
  tracker.addEventListener('order-receipt', () => details.scrollIntoView());
  place('tracker').replaceChildren(tracker);
}

follow().catch(() => {
  place('tracker').textContent = 'The restaurant cannot be reached. Please load this page again.';
});
