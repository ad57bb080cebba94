import { html, nothing, type TemplateResult } from 'lit';
import { factsOf, isFinal, type OrderStatus } from '../../../src/order/status.js';
import { type KitchenChange, type KitchenOrder, moveTo, nextStatus, previousStatus } from './kitchen-order.js';

/** What staff can do with one order. */
export interface CardActions {
  readonly change: (order: KitchenOrder, change: KitchenChange) => void;
  readonly cancel: (order: KitchenOrder) => void;
}

interface StatusWords {
  readonly label: string;
  /** On the button that moves an order to this status. Default: the label. */
  readonly advance?: string;
}

const statusWords: Readonly<Record<OrderStatus, StatusWords>> = {
  scheduled: { label: 'Scheduled' },
  pending: { label: 'New', advance: 'Accept' },
  preparing: { label: 'Preparing', advance: 'Start cooking' },
  ready: { label: 'Ready' },
  out_for_delivery: { label: 'On its way', advance: 'Send out' },
  served: { label: 'Served' },
  completed: { label: 'Completed', advance: 'Done' },
  cancelled: { label: 'Cancelled' },
  rejected: { label: 'Rejected' },
  failed: { label: 'Failed' },
  refunded: { label: 'Refunded' },
};

const fulfilmentWords = { dine_in: 'Table', pickup: 'Pick up', delivery: 'Delivery' } as const;

/** Minutes by which one press moves the estimate. */
const moreMinutes = 5;
/** How wide a first estimate is, in minutes. */
const firstWindow = 5;

export function orderCard(order: KitchenOrder, waiting: boolean, actions: CardActions, now: number): TemplateResult {
  const { id, number, status, reason, items } = order;
  const minutes = Math.max(0, Math.floor((now - Date.parse(order.placed_at)) / 60_000));
  const ended = isFinal(status);
  return html`
    <article
      class="card"
      data-order-id=${id}
      data-status=${status}
      data-age=${ended ? 'ended' : minutes >= 20 ? 'old' : minutes >= 10 ? 'middling' : 'young'}
      ?data-waiting=${waiting}
      aria-label=${`Order ${number}, ${statusWords[status].label}`}
      tabindex="-1"
    >
      <header>
        <h3>${number}</h3>
        <p>${fulfilmentWords[order.fulfilment]} ${order.table_label ?? nothing}</p>
        <p class="card-age">
          ${ended ? statusWords[status].label : html`<time datetime=${order.placed_at}>${minutes} min</time>`}
        </p>
      </header>
      ${
        ended && reason
          ? html`<p class="card-reason">${reason}</p>`
          : html`
            <ul>
              ${items.map(({ name, quantity }) => html`<li><b>${quantity}</b><span>${name}</span></li>`)}
            </ul>
          `
      }
      ${factsOf(status)?.estimate === 'formula' ? flags(order, actions) : nothing} ${buttons(order, actions)}
    </article>
  `;
}

function buttons(order: KitchenOrder, { change, cancel }: CardActions): TemplateResult {
  const next = nextStatus(order);
  const previous = previousStatus(order);
  return html`
    <div class="card-actions">
      ${
        next
          ? html`
            <button type="button" class="advance" data-action="advance" @click=${deliberate(() => change(order, moveTo(order, next)))}>
              ${statusWords[next].advance ?? statusWords[next].label}
            </button>
          `
          : nothing
      }
      ${
        previous
          ? html`
            <button
              type="button"
              data-action="back"
              aria-label=${`Back to ${statusWords[previous].label}`}
              @click=${deliberate(() => change(order, moveTo(order, previous)))}
            >↶ Back</button>
          `
          : nothing
      }
      ${
        isFinal(order.status)
          ? nothing
          : html`<button type="button" data-action="cancel" @click=${() => cancel(order)}>Cancel</button>`
      }
    </div>
  `;
}

/** A double tap means one press: by the second tap another order may have slid under the finger. */
function deliberate(press: () => void): (event: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) press();
  };
}

function flags(order: KitchenOrder, { change }: CardActions): TemplateResult {
  const to = order.estimated_ready_to;
  return html`
    <div class="card-flags">
      <button
        type="button"
        data-action="delay"
        aria-pressed=${order.delayed}
        @click=${() => change(order, { delayed: !order.delayed })}
      >Delayed</button>
      <button
        type="button"
        data-action="hold"
        aria-pressed=${order.on_hold}
        @click=${() => change(order, { on_hold: !order.on_hold })}
      >Hold</button>
      <button type="button" data-action="later" @click=${() => change(order, later(order))}>
        +${moreMinutes} min${to ? html` <span>(${clock(to)})</span>` : nothing}
      </button>
    </div>
  `;
}

/** The estimate, five minutes later than it was; or a first one, from now. */
function later({ estimated_ready_from: from, estimated_ready_to: to }: KitchenOrder): KitchenChange {
  const shift = moreMinutes * 60_000;
  const start = from ? Date.parse(from) + shift : Date.now() + shift;
  const end = to ? Date.parse(to) + shift : start + firstWindow * 60_000;
  return {
    estimated_ready_from: new Date(start).toISOString(),
    estimated_ready_to: new Date(end).toISOString(),
  };
}

function clock(time: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(new Date(time));
}
