import type { LocaleKey } from '../../locales/locale.js';
import { isFinal } from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';

/** The key of an error's words for guests. */
export function errorKey(code: string): LocaleKey {
  if (code === 'not-found') return 'error_not_found';
  if (code === 'no-link') return 'error_link';
  if (code === 'unmapped-status') return 'unknown';
  return code === 'denied' || code === 'config' ? `error_${code}` : 'error_unreachable';
}

/**
 * Whether guests are shown the present problem. A finished order changes no more, so no problem matters. An order that
 * the page itself gave is shown although the page follows nothing (`config`).
 */
export function isProblemShown({ error, order, orderStatus, connectionStatus }: OrderTrackerSnapshot): boolean {
  if (isFinal(orderStatus) || (error?.code === 'config' && order)) return false;
  // The live connection speaks another language, and reads bring the order.
  if (error?.code === 'unreadable' && connectionStatus === 'polling') return false;
  if (error?.code === 'unmapped-status' || error?.code === 'rollback') return connectionStatus === 'offline';
  return connectionStatus === 'offline' || error !== undefined;
}
