import { html, nothing, type TemplateResult } from 'lit';

const banners = {
  succeeded: {
    title: 'Payment received',
    text: 'Thank you! Your order is on its way to the kitchen.',
  },
  pending: {
    title: 'Payment on its way',
    text: 'Your bank has not answered yet. You need not do anything: your order has been sent, and we tell you at the table if the bank says no.',
  },
  failed: {
    title: 'Payment failed',
    text: 'Your bank declined, and nothing was charged. Your order has been sent: please pay our staff, in cash or with another card.',
  },
} as const;

function isResult(text: string | null): text is keyof typeof banners {
  return text !== null && Object.hasOwn(banners, text);
}

/** How the payment ended, from the page's address; nothing for a result that we do not know. */
export function paymentBanner(address: URLSearchParams): TemplateResult | typeof nothing {
  const result = address.get('payment');
  if (!isResult(result)) return nothing;
  const { title, text } = banners[result];
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
      </div>
    </section>
  `;
}
