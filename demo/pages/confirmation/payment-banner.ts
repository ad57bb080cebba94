import { html, nothing, type TemplateResult } from 'lit';

const results = {
  succeeded: {
    title: 'Payment received',
    text: 'Thank you! Here you see how far your order is.',
  },
  pending: {
    title: 'Payment on its way',
    text: 'Your bank has not answered yet. You need not do anything: your order has been sent, and we tell you at the table if the bank says no.',
  },
  failed: {
    title: 'Payment failed',
    text: 'Your bank declined. Nothing was charged, and the kitchen has not begun. Your choice is kept: order again with another card, or ask our staff.',
  },
} as const;

const unseen = {
  title: 'We cannot show this order’s payment',
  text: 'The link may be incomplete, or it no longer works. Please ask our staff.',
} as const;

function isResult(text: string | null): text is keyof typeof results {
  return text !== null && Object.hasOwn(results, text);
}

/**
 * The banner for the payment result in the page's URL, or nothing if the result is unknown. Anybody can edit a URL, so
 * the result is not shown for an order that this guest may not see.
 */
export function paymentBanner(address: URLSearchParams, maySeeOrder: boolean): TemplateResult | typeof nothing {
  const payment = address.get('payment');
  if (!isResult(payment)) return nothing;
  const result = maySeeOrder ? payment : 'unseen';
  const { title, text } = result === 'unseen' ? unseen : results[result];
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
        ${result === 'failed' ? html`<p><a class="again" href=${orderAgain(address)} rel="noreferrer">Order again</a></p>` : nothing}
      </div>
    </section>
  `;
}

function orderAgain(address: URLSearchParams): string {
  const transport = address.get('transport');
  return transport ? `/?${new URLSearchParams({ transport })}` : '/';
}
