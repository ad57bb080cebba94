import { html, nothing, type TemplateResult } from 'lit';
import type { OrderItem } from '../../../order/order.js';
import { isReadyOrPast } from '../../../order/status.js';
import type { ViewModel } from '../view-model.js';

/** Lists of up to this many dishes are open; longer ones open at a tap. */
const shownAtOnce = 4;

const isReady = ({ status }: OrderItem) => isReadyOrPast(status);

const countOf = (items: readonly OrderItem[]) => items.reduce((sum, { quantity }) => sum + quantity, 0);

/** What was ordered, how much of it is ready where the kitchen says so, and what it costs. */
export function renderItems({ words, order, snapshot }: ViewModel): TemplateResult | typeof nothing {
  if (!order?.items.length) return nothing;
  // A guest with an expired link may see the last status, but not the items.
  if (snapshot.connectionStatus === 'denied') return nothing;
  const { items, totalMinor, currency } = order;
  const total = totalMinor !== undefined && currency ? words.money(totalMinor, currency) : undefined;
  const isTracked = items.some(({ status }) => status !== undefined);
  const count = countOf(items);
  return html`<details class="items" part="items" ?open=${items.length <= shownAtOnce}>
    <summary part="items-summary">
      <span part="items-count">${words.text('items', { count })}</span>
      ${
        isTracked
          ? html`<span part="items-ready"
            >${words.text('items_ready', { ready: countOf(items.filter(isReady)), count })}</span
          >`
          : nothing
      }
      ${total ? html`<span class="total" part="total"><span class="quiet">${words.text('total')} </span>${total}</span>` : nothing}
    </summary>
    <ul>
      ${items.map(
        (item) => html`<li class=${isReady(item) ? 'ready' : ''} part="item">
          <span part="item-quantity"><bdi dir="ltr">${words.number(item.quantity)}×</bdi></span>
          <span part="item-name"><bdi>${item.name}</bdi></span>
          ${item.status ? html`<span part="item-status">${words.text(item.status)}</span>` : nothing}
        </li>`,
      )}
    </ul>
  </details>`;
}
