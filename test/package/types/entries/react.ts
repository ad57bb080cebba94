import 'order-status-tracker/react';

document.addEventListener('order-ready', ({ order }) => order.id);
document.addEventListener('board-update', ({ ready }) => ready.length);
document.querySelector('order-status-tracker')?.addEventListener('order-error', ({ code }) => code);
// @ts-expect-error: no such layout
document.createElement('order-status-tracker').layout = 'wide';
// @ts-expect-error: a number
document.createElement('order-status-board').readyMinutes = 'ten';
