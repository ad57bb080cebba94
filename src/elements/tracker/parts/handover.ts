import { html, nothing, type TemplateResult } from 'lit';
import { handoverStrings } from '../../../locales/parts/handover.js';
import { addStrings } from '../../../locales/registry.js';
import { isReady } from '../../../order/status.js';
import { icon } from '../../shared/icon.js';
import { tableName, type ViewModel } from '../view-model.js';
import { renderOrderNumber, widthClass } from './order-number.js';

export { handoverStyles as styles } from '../styles/handover.styles.js';

addStrings(handoverStrings);

/** The order's number over the whole screen, to be shown at the counter. A dialog that a tap closes. */
export function renderHandover(view: ViewModel): TemplateResult | typeof nothing {
  const { words, status, order, kind } = view;
  if (!status || !isReady(status) || !order) return nothing;
  const table = tableName(order, words);
  return html`<dialog class="handover" part="handover" aria-label=${words.status(status, kind)}>
    <button type="button" class="plain" part="handover-close" aria-label=${words.text('close')}>
      ${icon('close')}
    </button>
    <p class="handover-status" part="handover-status">${icon(status)} ${words.status(status, kind)}</p>
    ${
      order.number
        ? html`${renderOrderNumber(view, 'handover-number')}${table ? html`<p part="handover-table"><bdi>${table}</bdi></p>` : nothing}`
        : html`<p class="number ${widthClass(table ?? '')}" part="handover-number"><bdi>${table}</bdi></p>`
    }
    <p part="handover-text">${words.status(status, kind ?? 'pickup', '_text')}</p>
    <p class="handover-hint" part="handover-hint">${words.text('handover')}</p>
  </dialog>`;
}
