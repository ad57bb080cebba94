import { html, nothing, type TemplateResult } from 'lit';
import { isFinal } from '../../../order/status.js';
import type { ViewModel } from '../view-model.js';
import { type RecentHost, recentOf } from './recent-order.js';

/** Says that this is an order that was found again, and offers to forget it. */
export function renderRecent({ words, snapshot }: ViewModel, host: RecentHost): TemplateResult | typeof nothing {
  const { foundId } = recentOf(host);
  if (foundId === undefined || foundId !== snapshot.orderId || isFinal(snapshot.orderStatus)) return nothing;
  return html`<div class="alerts" part="recent">
    <p part="recent-text">${words.text('recent')}</p>
    <button type="button" part="not-mine-button">${words.text('not_mine')}</button>
  </div>`;
}
