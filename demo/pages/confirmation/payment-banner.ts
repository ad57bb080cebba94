import { html, nothing, type TemplateResult } from 'lit';

const banners = {
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
        ${result === 'failed' ? html`<p><a class="again" href=${orderAgain(address)} rel="noreferrer">Order again</a></p>` : nothing}
      </div>
    </section>
  `;
}

function orderAgain(address: URLSearchParams): string {
  const transport = address.get('transport');
  return transport ? `/?${new URLSearchParams({ transport })}` : '/';
}
