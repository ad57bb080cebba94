import { createElement, type ReactElement } from 'react';

/** A page of React, as the server writes it and as the browser hydrates it. */
export function reactPage(): ReactElement {
  return createElement(
    'main',
    null,
    createElement('h1', null, 'Your order'),
    createElement('order-status-tracker', {
      'order-id': '42',
      'poll-url': '/orders/{id}',
      lang: 'en',
      order: JSON.stringify({ id: '42', status: 'preparing', version: 3, number: '17' }),
      // The element writes `status` and `connection` once it is there, which may be before React is.
      suppressHydrationWarning: true,
    }),
  );
}
