import { nothing, type TemplateResult } from 'lit';
import { countPieces } from '../../../order/estimate/estimate.js';
import type { OrderItem } from '../../../order/order.js';
import { isPastReady, isReadyOrPast, isUnhappyEnd } from '../../../order/status.js';
import { attemptOnChange } from '../../shared/guarded.js';
import { html } from '../../shared/html.js';
import type { Wording } from '../../shared/wording.js';
import type { ViewModel } from '../view-model.js';

/** Lists of up to this many dishes are open; longer ones open at a tap. */
const shownAtOnce = 4;

const isReady = ({ status }: OrderItem) => isReadyOrPast(status) && !isUnhappyEnd(status);

/** Whether the list of dishes is open before the guest opens or closes it. */
export function isOpenAtOnce(items: readonly OrderItem[]): boolean {
  return items.length <= shownAtOnce;
}

/**
 * What was ordered, how much of it is ready where the kitchen says so, and what it costs.
 *
 * @param isOpened whether the guest has opened or closed the list; the dishes of a closed one are not drawn
 */
export function renderItems({ words, order, status, snapshot }: ViewModel, isOpened: boolean | undefined): unknown {
  if (!order?.items.length) return nothing;
  // A guest with an expired link may see the last status, but not the items.
  if (snapshot.connectionStatus === 'denied') return nothing;
  const { items, totalMinor, currency } = order;
  // Once it is served or over, how far each dish is says nothing any more.
  const isOver = isPastReady(status);
  return attemptOnChange('items', [words.wording, items, totalMinor, currency, isOpened, isOver], () => {
    const isOpen = isOpened ?? isOpenAtOnce(items);
    const count = countPieces(items);
    // A dish that was cancelled is not waited for.
    const coming = items.filter(({ status }) => !isUnhappyEnd(status));
    const isTracked = !isOver && coming.some(({ status }) => status);
    const pieces = { ready: countPieces(coming.filter(isReady)), count: countPieces(coming) };
    const ready = isTracked ? words.text('items_ready', pieces) : '';
    const total = totalMinor !== undefined && currency ? words.money(totalMinor, currency) : '';
    return html`<details class="items" part="items" ?open=${isOpen}
      ><summary part="items-summary"
        ><span part="items-count" .textContent=${`${words.text('items', { count })} `}></span
        ><span part="items-ready" ?hidden=${!ready} .textContent=${ready}></span
        ><span class="total" part="total" ?hidden=${!total}
          ><span class="quiet" .textContent=${`${words.text('total')} `}></span
          ><bdi .textContent=${total}></bdi></span></summary
      ><ul>${isOpen ? html`${items.map((item) => renderItem(isOver ? withoutStatus(item) : item, words))}` : nothing}</ul
    ></details>`;
  });
}

function withoutStatus({ status: _, ...item }: OrderItem): OrderItem {
  return item;
}

function renderItem(item: OrderItem, words: Wording): TemplateResult {
  const status = item.status ? [html`<span part="item-status" .textContent=${words.text(item.status)}></span>`] : [];
  const quantity = item.amount ?? `${words.number(item.quantity)}×`;
  return html`<li class=${isReady(item) ? 'ready' : ''} part="item"
    ><span part="item-quantity" dir="ltr" .textContent=${`${quantity} `}></span
    ><bdi part="item-name" .textContent=${item.name}></bdi
    >${status}</li
  >`;
}
