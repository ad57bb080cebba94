import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleKey } from '../../../locales/locale.js';
import { isFinal } from '../../../order/order.js';
import type { OrderTrackerSnapshot } from '../../../tracker/types.js';
import type { View } from '../view-model.js';
import { errorKey } from './headline.js';

/**
 * Whether a guest should hear of what is wrong. Nothing is missed of an order that has ended; and where a page follows
 * nothing, the order that it gave is shown for what it is.
 */
export function isWorthTelling({ error, order, orderStatus, connectionStatus }: OrderTrackerSnapshot): boolean {
  if (isFinal(orderStatus) || (error?.code === 'config' && order)) return false;
  return connectionStatus === 'offline' || (error !== undefined && error.code !== 'unmapped-status');
}

/** What is wrong, in words for guests, and a way to try again. What the order is known to be stays on screen. */
export function renderProblem(
  { words, snapshot, error, status }: View,
  onRetry: () => void,
): TemplateResult | typeof nothing {
  const { connectionStatus } = snapshot;
  const isOffline = connectionStatus === 'offline';
  if (connectionStatus === 'connected' || !isWorthTelling(snapshot)) return nothing;
  const title = isOffline ? 'offline_title' : errorKey(error?.code ?? '');
  // Without a status the headline itself says what is wrong.
  const isTold = !status && !isOffline;
  return html`<div class="problem ${isTold ? '' : 'worded'}" part="error">
    <slot name="error">
      ${
        isTold
          ? nothing
          : html`<p part="error-text">
            <strong>${words.text(title)}.</strong>
            ${words.text(isOffline ? 'offline_text' : (`${title}_text` as LocaleKey))}
          </p>`
      }
    </slot>
    <button type="button" part="retry-button" @click=${onRetry}>${words.text('retry')}</button>
  </div>`;
}
