import { html, nothing, type TemplateResult } from 'lit';
import { handoverStrings } from '../../../locales/parts/handover.js';
import { addStrings } from '../../../locales/registry.js';
import { icon } from '../../shared/icon.js';
import { sentence } from '../../shared/sentences.js';
import { canBeHad, statusText, tableName, type ViewModel } from '../view-model.js';
import { renderOrderNumber, widthClass } from './order-number.js';
import { renderPickupCode } from './pickup-code.js';

export { Handover } from '../handover.js';
export { handoverStyles as styles } from '../styles/handover.styles.js';

addStrings(handoverStrings);

/**
 * The order's number over the whole screen, to be shown at the counter: a dialog that a tap closes, and the button that
 * opens it again. Not for a delivery, which is only packed, nor where a clock has guessed; nor with nothing to show.
 */
export function renderHandover(view: ViewModel): TemplateResult | typeof nothing {
  const { words, status, order, kind, snapshot } = view;
  if (!status || !canBeHad(view) || !order || order.statusSource === 'estimated') return nothing;
  const table = tableName(order, words);
  // A shared link is for people who only watch, not for the one who collects the order.
  const code = snapshot.isReadOnly === false ? order.pickupCode : undefined;
  if (!order.number && !table && !code) return nothing;
  return html`<button type="button" class="main" part="handover-button">${words.text('show_number')}</button
  ><dialog class="handover ${code ? 'coded' : ''}" part="handover" aria-label=${words.status(status, kind)}>
    <div class="quiet" role="status"></div>
    <div class="quiet" role="alert"></div>
    <button type="button" class="plain" part="handover-close" aria-label=${words.text('close')}>
      ${icon('close')}
    </button>
    <p class="handover-status" part="handover-status">${icon(status)} <bdi .textContent=${words.status(status, kind)}></bdi></p>
    ${
      order.number
        ? html`${renderOrderNumber(view, 'handover-number')}${table ? html`<p part="handover-table"><bdi .textContent=${table}></bdi></p>` : nothing}`
        : html`<p class="number ${widthClass(table ?? '')}" part="handover-number"><bdi .textContent=${table ?? ''}></bdi></p>`
    }
    <p part="handover-text" .textContent=${statusText({ ...view, kind: kind ?? 'pickup' }, status)}></p>
    ${code ? renderPickupCode(code, view) : nothing}
    <p class="handover-hint" part="handover-hint">${sentence(words.text('handover'))}</p>
  </dialog>`;
}
