'use client';

import { OrderStatusTracker, type OrderStatusTrackerProps } from 'order-status-tracker/react';
import type { CSSProperties } from 'react';

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
 * Shows, live, how far an order is. It takes the properties of the element, and its events (`onOrderReady`, …):
 *
 * ```tsx
 * <OrderStatus orderId="42" pollUrl="https://api.example.com/orders/{id}" />
 * ```
 */
export function OrderStatus({ style, ...props }: OrderStatusTrackerProps) {
  return <OrderStatusTracker style={{ ...theme, ...style }} {...props} />;
}
