import { OrderStatusBoard } from './elements/board/order-status-board.js';

export { setScriptFolder } from './elements/shared/script-folder.js';
export { registerLocale } from './locales/registry.js';
export { createOrderTracker } from './tracker/order-tracker.js';
export { consumeTrackingLink } from './tracker/tracking-link.js';
export { OrderStatusBoard };

// A page may load the script twice, in two versions too: the first one stays.
if (!customElements.get('order-status-board')) customElements.define('order-status-board', OrderStatusBoard);

declare global {
  interface HTMLElementTagNameMap {
    'order-status-board': OrderStatusBoard;
  }
}
