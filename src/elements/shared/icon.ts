import { html, type TemplateResult } from 'lit';
import type { OrderStatus } from '../../order/status.js';

const truck = 'M2 6h12v10H2zM14 10h4l4 3v3h-8M7 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4M18 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4';
const cross = 'M6 6l12 12M18 6L6 18';

/** Each status has one, and so has what else is drawn in the first second. */
export type IconName = OrderStatus | 'unknown' | 'loading' | 'none' | 'link' | 'problem' | 'close';

/** Strokes on a 24 × 24 grid. */
const paths: Readonly<Record<IconName, string>> = {
  scheduled: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2',
  pending: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5',
  preparing:
    'M4 11h16v5a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM2 11h20M8 7.5q-1.5-1.5 0-3M12 7.5q-1.5-1.5 0-3M16 7.5q-1.5-1.5 0-3',
  ready: 'M3 18.5h18M5 18.5a7 7 0 0 1 14 0M12 11.5V8.5M10 8.5h4M12 5V3M6.5 6.5l-1-1.5M17.5 6.5l1-1.5',
  out_for_delivery: truck,
  served: 'M7 3v18M4 3v5a3 3 0 0 0 6 0V3M17 21V3c-2.5 1-3.5 4-3.5 8H17',
  completed: 'M4.5 12.5l5 5L20 6.5',
  cancelled: cross,
  rejected: cross,
  failed: cross,
  refunded: 'M9 6L4 11l5 5M4 11h11a5 5 0 0 1 0 10h-2',
  unknown: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12h.01M12 12h.01M16 12h.01',
  loading: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21',
  none: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM10 8.5a2 2 0 1 1 3 1.7q-1 .6-1 1.8M12 15h.01',
  link: 'M10 15l-3 3a3.5 3.5 0 0 1-5-5l3-3M14 9l3-3a3.5 3.5 0 0 1 5 5l-3 3M9 3v3M3 7h3M15 21v-3M21 17h-3',
  problem: 'M12 3.5l9.5 17h-19zM12 10v4.5M12 17.3h.01',
  close: cross,
};

/** The drawing of an icon, for a path on a 24 × 24 grid. */
export function pathOf(name: IconName): string {
  return paths[name];
}

/** Decorative; `aria-hidden`. */
export function drawing(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

export function icon(name: IconName): TemplateResult {
  return drawing(paths[name]);
}
