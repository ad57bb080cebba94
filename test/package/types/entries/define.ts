import 'order-status-tracker/define';

document.addEventListener('order-ready', ({ order }) => order.id);
document.querySelector('order-status-tracker')?.addEventListener('order-error', ({ code }) => code);
// @ts-expect-error: no such layout
document.createElement('order-status-tracker').layout = 'wide';
