import { render } from 'lit';
import { consumeTrackingLink } from '../../src/tracker/tracking-link.js';
import type { TrackerErrorCode } from '../../src/tracker/types.js';
import { type BannerOrder, bannerOf, isDeclined, paymentBanner } from './confirmation/payment-banner.js';
import { showReceipt } from './confirmation/receipt.js';
import { sendContacts } from './confirmation/send-contacts.js';
import { sendMessages } from './confirmation/send-messages.js';
import { sendRating } from './confirmation/send-rating.js';
import { offerWallets } from './confirmation/wallet-buttons.js';
import { loadDemoConfig } from './shared/demo-config.js';
import { createTracker, type Offers, offer } from './shared/guest-tracker.js';
import { askToRemember } from './shared/remember-choice.js';

// This script runs before the element's script. It removes the capability from the URL before the first request.
const capability = consumeTrackingLink();

const address = new URLSearchParams(location.search);
/** The tracker's errors that mean that this guest may not see the order. Network errors are not among them. */
const finalErrors: readonly TrackerErrorCode[] = ['denied', 'no-link', 'not-found', 'config'];
const place = (id: string) => document.querySelector<HTMLElement>(`#${id}`) ?? document.body;

/** Whether everybody may open the kitchen: only in the demo. `undefined` until the server has said so. */
let isKitchenOpen: boolean | undefined;

function showPayment(order?: BannerOrder | 'unseen'): void {
  render(paymentBanner(address, order, isKitchenOpen), place('payment'));
}

showPayment();

function offersFor(order: BannerOrder | undefined): Offers {
  return { isDeclined: isDeclined(address, order), hasWayBack: bannerOf(address, order)?.result === 'failed' };
}

async function follow(): Promise<void> {
  const config = await loadDemoConfig();
  isKitchenOpen = config.staff !== undefined;
  const tracker = createTracker(config, address.get('transport'));
  offer(tracker, offersFor(undefined));
  let isSeen = false;
  tracker.addEventListener('order-update', ({ order }) => {
    isSeen = true;
    showPayment(order);
    offer(tracker, offersFor(order));
  });
  tracker.addEventListener('order-error', ({ code }) => {
    if (!isSeen && finalErrors.includes(code)) showPayment('unseen');
  });
  tracker.addEventListener(
    'order-rating',
    ({ order, rating }) => void sendRating(config, { orderId: order.id, capability }, rating),
  );
  sendMessages(tracker, config, capability);
  tracker.addEventListener('order-receipt', ({ order }) => showReceipt(order));
  place('tracker').replaceChildren(tracker);
  askToRemember(tracker, place('remember'));
  const link = { orderId: address.get('order_id') ?? '', capability };
  offerWallets(config, link, place('wallets'));
  void sendContacts(config, link, tracker, {
    notice: place('contact-notice'),
    corrections: place('contacts'),
    told: place('told'),
  });
}

follow().catch(() => {
  place('tracker').textContent = 'The restaurant cannot be reached. Please load this page again.';
});
