// biome-ignore-start assist/source/organizeImports: stand-ins come first and go last
import './environment/stand-ins.js';
import { OrderStatusBoard } from './elements/board/order-status-board.js';
import './environment/stand-ins-removed.js';
// biome-ignore-end assist/source/organizeImports: see above

// By this `addEventListener` knows the events.
export type { OrderStatusBoardEventMap } from './elements/board/order-status-board.events.js';
export { setScriptFolder } from './elements/shared/script-folder.js';
export { registerLocale } from './locales/registry.js';
export { createOrderTracker } from './tracker/order-tracker.js';
export { consumeTrackingLink } from './tracker/tracking-link.js';
export { OrderStatusBoard };

// A page may load the script twice, in two versions too: the first one stays.
// On a server and in a worker there may be no registry.
if (globalThis.customElements && !customElements.get('order-status-board'))
  customElements.define('order-status-board', OrderStatusBoard);
