import { html, nothing, type TemplateResult } from 'lit';
import { factsOf, isFinal, isReady, type OrderStatus } from '../../../src/order/status.js';
import { clock, estimateWords, moreMinutes } from './kitchen-estimate.js';
import {
  type GuestMessage,
  type KitchenChange,
  type KitchenOrder,
  moveTo,
  nextStatus,
  previousStatus,
} from './kitchen-order.js';
import { type PickupCheck, pickupCheck } from './pickup-check.js';

/** What staff can do with one order. */
export interface CardActions {
  readonly change: (order: KitchenOrder, change: KitchenChange) => void;
  readonly cancel: (order: KitchenOrder) => void;
  /** Completes the order if this is the guest's code. */
  readonly checkCode: (order: KitchenOrder, code: string) => void;
}

/** What a card shows beside the order itself. */
export interface CardView {
  /** Whether a press is on its way to the database. */
  readonly waiting: boolean;
  readonly check: PickupCheck | undefined;
  readonly now: number;
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

const messageWords: Readonly<Record<GuestMessage['message'], string>> = {
  on_my_way: 'On the way',
  here: 'Is here',
  got_it: 'Has it',
};

export function orderCard(
  order: KitchenOrder,
  { waiting, check, now }: CardView,
  actions: CardActions,
): TemplateResult {
  const { id, number, status, fulfilment, reason, items, messages } = order;
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
        <p>${fulfilmentWords[fulfilment]} ${order.table_label ?? nothing}</p>
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
      ${messages.length === 0 ? nothing : guestMessages(messages)}
      ${factsOf(status)?.estimate === 'none' ? nothing : estimate(order, now)}
      ${factsOf(status)?.estimate === 'formula' ? flags(order, actions) : nothing}
      ${
        fulfilment === 'pickup' && isReady(status)
          ? pickupCheck(order, check, (code) => actions.checkCode(order, code))
          : nothing
      }
      ${buttons(order, actions)}
    </article>
  `;
}

/** What the guest has told the kitchen, and when. */
function guestMessages(messages: readonly GuestMessage[]): TemplateResult {
  return html`
    <p class="card-messages">
      ${messages.map(
        ({ message, sent_at }) => html`
          <span data-message=${message}>${messageWords[message]} <time datetime=${sent_at}>${clock(sent_at)}</time></span>
        `,
      )}
    </p>
  `;
}

/** When the guest expects the order. */
function estimate(order: KitchenOrder, now: number): TemplateResult | typeof nothing {
  if (order.on_hold) return html`<p class="card-estimate">On hold: the guest sees no time</p>`;
  const words = estimateWords(order, now);
  if (!words) return nothing;
  return html`
    <p class="card-estimate" ?data-late=${words.isLate}>
      ${words.isLate ? 'Late: planned' : 'Ready'} <strong>${words.text}</strong>
    </p>
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
      <button type="button" data-action="later" @click=${() => change(order, { minutesLater: moreMinutes })}>
        +${moreMinutes} min
      </button>
    </div>
  `;
}
