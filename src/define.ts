import { OrderStatusTracker } from './elements/tracker/order-status-tracker.js';

export { setScriptFolder } from './elements/shared/script-folder.js';
export { registerLocale } from './locales/registry.js';
export { createOrderTracker } from './tracker/order-tracker.js';
export { consumeTrackingLink } from './tracker/tracking-link.js';
export { OrderStatusTracker };

// A page may load the script twice, in two versions too: the first one stays.
if (!customElements.get('order-status-tracker')) customElements.define('order-status-tracker', OrderStatusTracker);

declare global {
  interface HTMLElementTagNameMap {
    'order-status-tracker': OrderStatusTracker;
  }
}
