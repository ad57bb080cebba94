import { html, nothing, type TemplateResult } from 'lit';
import type { Order } from '../../../src/order/order.js';
import { type Fulfilment, isFinal } from '../../../src/order/status.js';

type PaymentResult = 'succeeded' | 'pending' | 'failed';

interface BannerWords {
  readonly title: string;
  readonly text: string;
}

/** What the page knows of the order; nothing until it is there. */
export type BannerOrder = Pick<Order, 'status' | 'fulfilment'>;

/** How the guest learns that the bank said no. */
const whereWeTell: Readonly<Record<Fulfilment, string>> = {
  dine_in: 'we tell you at the table',
  pickup: 'we tell you here on this page',
  delivery: 'we tell you here on this page',
};

function wordsOf(result: PaymentResult, order: BannerOrder | undefined): BannerWords {
  const tell = order?.fulfilment ? whereWeTell[order.fulfilment] : 'we tell you';
  const words: Readonly<Record<PaymentResult, BannerWords>> = {
    succeeded: {
      title: 'Payment received',
      text: 'Thank you! Here you see how far your order is.',
    },
    pending: {
      title: 'Payment on its way',
      text: `Your bank has not answered yet. You need not do anything: your order has been sent, and ${tell} if the bank says no.`,
    },
    failed: {
      title: 'Payment failed',
      text: 'Your bank declined. Nothing was charged, and the kitchen has not begun. Your choice is kept: order again with another card, or ask our staff.',
    },
  };
  return words[result];
}

const unseen = {
  title: 'We cannot show this order’s payment',
  text: 'The link may be incomplete, or it no longer works. Please ask our staff.',
} as const satisfies BannerWords;

function resultIn(address: URLSearchParams): PaymentResult | undefined {
  const text = address.get('payment');
  return text === 'succeeded' || text === 'pending' || text === 'failed' ? text : undefined;
}

/** Whether the payment was declined, as far as page and order say. */
export function isDeclined(address: URLSearchParams, order: BannerOrder | undefined): boolean {
  const payment = resultIn(address);
  return order?.status === undefined ? payment === 'failed' : order.status === 'failed' && payment !== 'succeeded';
}

/** What the banner says. */
export interface Banner extends BannerWords {
  readonly result: PaymentResult | 'unseen';
}

/**
 * The banner for the payment result in the page's URL, or nothing if the result is unknown, or if the order has said
 * more since then. Anybody can edit a URL, so the result is not shown for an order that this guest may not see.
 */
export function bannerOf(address: URLSearchParams, order: BannerOrder | 'unseen' | undefined): Banner | undefined {
  const payment = resultIn(address);
  if (!payment) return undefined;
  if (order === 'unseen') return { result: 'unseen', ...unseen };
  return stillHolds(payment, order) ? { result: payment, ...wordsOf(payment, order) } : undefined;
}

/** @param isKitchenOpen `undefined` if that is not known yet: the room for the link is kept */
export function paymentBanner(
  address: URLSearchParams,
  order: BannerOrder | 'unseen' | undefined,
  isKitchenOpen: boolean | undefined,
): TemplateResult | typeof nothing {
  const banner = bannerOf(address, order);
  if (!banner) return nothing;
  const { result, title, text } = banner;
  return html`
    <section
      class="banner"
      data-payment=${result}
      role=${result === 'failed' ? 'alert' : 'status'}
      aria-labelledby="payment-heading"
    >
      <span class="banner-sign" aria-hidden="true"></span>
      <div>
        <h2 id="payment-heading">${title}</h2>
        <p>${text}</p>
        ${
          result === 'succeeded' && isKitchenOpen !== false
            ? html`<p class=${isKitchenOpen ? '' : 'awaited'}>
              <a class="again" href="/kitchen" target="_blank" rel="noreferrer">Now open the kitchen</a>
            </p>`
            : nothing
        }
        ${result === 'failed' ? html`<p><a class="again" href=${orderAgain(address)} rel="noreferrer">Order again</a></p>` : nothing}
      </div>
    </section>
  `;
}

/** An order that the kitchen took was not declined; one that has ended waits for no bank, and one that failed is not paid. */
function stillHolds(payment: PaymentResult, order: BannerOrder | undefined): boolean {
  if (order?.status === undefined) return true;
  switch (payment) {
    case 'succeeded':
      return order.status !== 'failed';
    case 'pending':
      return !isFinal(order.status);
    case 'failed':
      return order.status === 'failed';
  }
}

function orderAgain(address: URLSearchParams): string {
  const transport = address.get('transport');
  return transport ? `/order?${new URLSearchParams({ transport })}` : '/order';
}
