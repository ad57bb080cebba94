'use client';

import type {} from 'order-status-tracker/react';
import { type ComponentProps, type CSSProperties, useEffect } from 'react';

/** The colours and the corners of your theme. */
const theme = {
  '--order-status-surface': 'var(--card)',
  '--order-status-ink': 'var(--card-foreground)',
  '--order-status-muted': 'var(--muted-foreground)',
  '--order-status-line': 'var(--border)',
  '--order-status-accent': 'var(--primary)',
  '--order-status-on-accent': 'var(--primary-foreground)',
  '--order-status-focus': 'var(--ring)',
  '--order-status-radius': 'var(--radius)',
} as CSSProperties;

/**
 * Shows, live, how far an order is. It takes the attributes of the element:
 *
 * ```tsx
 * <OrderStatus order-id="42" poll-url="https://api.example.com/orders/{id}" />
 * ```
 */
export function OrderStatus({ style, ...attributes }: ComponentProps<'order-status-tracker'>) {
  useEffect(() => {
    import('order-status-tracker/define');
  }, []);
  return <order-status-tracker style={{ ...theme, ...style }} {...attributes} />;
}
