import 'order-status-tracker/define-board';

document.addEventListener('board-update', ({ ready }) => ready.length);
document.querySelector('order-status-board')?.addEventListener('order-error', ({ code }) => code);
// @ts-expect-error: a number
document.createElement('order-status-board').readyMinutes = 'ten';
