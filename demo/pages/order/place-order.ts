import { basketLines, type Draft, type TestCard } from './draft.js';

export type PaymentResult = 'succeeded' | 'pending' | 'failed';

const results: Readonly<Record<TestCard, PaymentResult>> = {
  succeeds: 'succeeded',
  pending: 'pending',
  fails: 'failed',
};

/** The order was refused. The message is for the guest. */
export class OrderRefused extends Error {
  override readonly name = 'OrderRefused';
}

/** Places the order and resolves with the address of its confirmation page. Rejects with `OrderRefused`. */
export async function placeOrder(draft: Draft): Promise<string> {
  const payment = results[draft.card];
  const response = await post({
    fulfilment: draft.fulfilment,
    table_label: draft.fulfilment === 'dine_in' ? draft.table.trim() : null,
    items: basketLines(draft).map(({ dish, quantity }) => ({
      name: dish.name,
      quantity,
      prep_minutes: dish.prepMinutes,
      price_minor: dish.priceMinor,
    })),
    payment,
  });
  const answer: { track_url?: unknown; error?: unknown } = await response.json().catch(() => ({}));
  if (response.status !== 201 || typeof answer.track_url !== 'string') {
    throw new OrderRefused(typeof answer.error === 'string' ? answer.error : 'The kitchen did not answer properly.');
  }
  return confirmationUrl(answer.track_url, payment);
}

async function post(order: unknown): Promise<Response> {
  try {
    return await fetch('/api/orders', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(order),
      referrerPolicy: 'no-referrer',
    });
  } catch {
    throw new OrderRefused('We could not reach the kitchen. Your choice is kept.');
  }
}

/** The tracking link with the payment result in its query. The fragment after `#` stays unchanged. */
function confirmationUrl(trackUrl: string, payment: PaymentResult): string {
  const url = new URL(trackUrl, location.href);
  url.searchParams.set('payment', payment);
  if (payment === 'succeeded') url.searchParams.set('success', 'true');
  const transport = new URLSearchParams(location.search).get('transport');
  if (transport) url.searchParams.set('transport', transport);
  return url.href;
}
