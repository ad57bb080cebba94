/** What the floor and the usual stack share: the words, the drawings and the styles of the element's card. */
export interface CardOrder {
  readonly status: string;
  readonly number: string;
  readonly table_label: string;
  readonly restaurant_name: string;
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
  readonly total_minor: number;
  readonly currency: string;
}

export interface Step {
  readonly status: string;
  readonly title: string;
  readonly text: string;
  /** A drawing of strokes on a 24 × 24 grid. */
  readonly icon: string;
}

const step = (status: string, title: string, text: string, icon: string): Step => ({ status, title, text, icon });

export const steps: readonly Step[] = [
  step(
    'pending',
    'Order Received',
    'Your order has been received and is being reviewed',
    'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5',
  ),
  step(
    'preparing',
    'Preparing',
    'Our kitchen is preparing your delicious meal',
    'M4 11h16v5a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM2 11h20',
  ),
  step(
    'ready',
    'Ready',
    'Your order is ready for pickup or service',
    'M3 18.5h18M5 18.5a7 7 0 0 1 14 0M12 11.5V8.5M10 8.5h4',
  ),
  step('served', 'Served', 'Your order has been served to your table', 'M7 3v18M4 3v5a3 3 0 0 0 6 0V3M17 21V3'),
  step('completed', 'Completed', 'Order completed successfully', 'M4.5 12.5l5 5L20 6.5'),
];

export const stepOf = (status: string): number => steps.findIndex((one) => one.status === status);

/** The share of the way, in percent. */
export const percentOf = (index: number): number => Math.round(((index + 1) / steps.length) * 100);

export const stateOf = (index: number, reached: number): string =>
  index < reached ? 'done' : index === reached ? 'now' : 'still to come';

export const money = (minor: number, currency: string): string =>
  (minor / 100).toLocaleString('en', { style: 'currency', currency });

export const time = (): string => new Date().toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit' });

export const css =
  '.card{border:1px solid #ddd;border-radius:20px;padding:20px;font:16px system-ui;background:#fff;box-shadow:0 12px 32px -12px #1f1b1826}' +
  'header,.progress,summary,.hero{display:flex;justify-content:space-between;align-items:center;gap:12px}' +
  'strong,.hero p,h2{display:block;margin:0}.live{border:1px solid #ddd;border-radius:99px;padding:3px 10px}' +
  '.dot{display:inline-block;width:9px;height:9px;border-radius:50%;background:#0a7d4b;margin-right:6px}' +
  'svg{width:48px;fill:none;stroke:#0a7d4b;stroke-width:2}.words{flex:1}h2{font-size:40px}' +
  '.track{flex:1;height:8px;overflow:hidden;border-radius:99px;background:#0a7d4b22}' +
  '.fill{height:100%;background:#0a7d4b}ol,ul{list-style:none;padding:0}ol li{display:flex;gap:12px;min-height:40px}' +
  '.mark{width:20px;height:20px;border:2px solid #ddd;border-radius:50%}.done .mark{background:#0a7d4b}' +
  '[aria-current]{font-weight:700}.quiet{position:absolute;clip-path:inset(50%)}';
