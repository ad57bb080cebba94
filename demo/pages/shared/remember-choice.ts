import { html, nothing, render } from 'lit';
import type { OrderStatusTracker } from '../../../src/elements/tracker/order-status-tracker.js';
import { isFinal } from '../../../src/order/status.js';

const storageKey = 'aurora-remember';

/** Whether the guest wants this device to remember the links of open orders. */
export function isRememberingWanted(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'on';
  } catch {
    return false;
  }
}

/**
 * Asks the guest whether this device may remember the link of the order. The link holds a secret, so nothing is kept
 * unless the guest says yes. There is no question to people with a shared link, and none once the order has ended.
 */
export function askToRemember(tracker: OrderStatusTracker, place: HTMLElement): void {
  const follow = (isWanted: boolean) => tracker.setAttribute('remember', isWanted ? 'device' : 'off');
  const change = ({ target }: Event) => {
    const isWanted = (target as HTMLInputElement).checked;
    try {
      localStorage.setItem(storageKey, isWanted ? 'on' : 'off');
    } catch {
      // Storage is denied: the choice holds as long as the page.
    }
    follow(isWanted);
  };
  follow(isRememberingWanted());
  const choice = html`<label class="remember">
    <input type="checkbox" ?checked=${isRememberingWanted()} @change=${change}>
    Find this order again on this device, until it ends
  </label>`;
  tracker.addEventListener('order-update', ({ order }) =>
    render(tracker.isReadOnly || isFinal(order.status) ? nothing : choice, place),
  );
}
