import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { columns, ordersIn } from './kitchen-order.js';
import type { OptimisticOrders } from './optimistic-orders.js';
import { type CardActions, orderCard } from './order-card.js';
import type { PickupCheck } from './pickup-check.js';

/** How fresh the board is; only facts. */
export interface Freshness {
  /** Whether the database said that changes arrive by themselves, and the last read worked. */
  readonly live: boolean;
  readonly lastRead: Date | undefined;
  /** Why the last read failed. */
  readonly problem: string | undefined;
}

export interface BoardView {
  readonly optimistic: OptimisticOrders;
  readonly freshness: Freshness;
  /** What went wrong with presses. */
  readonly messages: readonly string[];
  readonly sound: boolean;
  readonly actions: CardActions;
  /** What became of the codes that staff entered, by order id. */
  readonly checks: ReadonlyMap<string, PickupCheck>;
  /** What staff have to look after. */
  readonly alerts: TemplateResult;
  readonly dismiss: (message: string) => void;
  readonly toggleSound: () => void;
  /** Absent for those who are no managers. */
  readonly changeSettings: (() => void) | undefined;
  /** Whether this device is alerted while its screen is off. Absent where the server sends no push messages. */
  readonly device: { readonly isOn: boolean; readonly isBusy: boolean; readonly toggle: () => void } | undefined;
  readonly signOut: () => void;
}

export function board(view: BoardView): TemplateResult {
  const { optimistic, actions, checks, messages } = view;
  const { orders } = optimistic;
  const now = Date.now();
  return html`
    <div class="kitchen-top">
    <header class="kitchen-bar">
      <h1>Kitchen</h1>
      ${freshness(view.freshness)}
      <button type="button" aria-pressed=${view.sound} @click=${view.toggleSound}>
        ${view.sound ? 'Sound on' : 'Sound off'}
      </button>
      ${
        view.device
          ? html`
            <button
              type="button"
              data-action="device-alerts"
              aria-pressed=${view.device.isOn}
              aria-disabled=${view.device.isBusy}
              title="Alert this device also when the screen is off"
              @click=${view.device.toggle}
            >
              ${view.device.isOn ? 'Screen-off alerts: on' : 'Screen-off alerts: off'}
            </button>
          `
          : nothing
      }
      ${
        view.changeSettings
          ? html`<button type="button" data-action="settings" @click=${view.changeSettings}>Settings</button>`
          : nothing
      }
      <a class="wall" href="/board" target="_blank" rel="noreferrer">Wall screen</a>
      <button type="button" @click=${view.signOut}>Sign out</button>
    </header>
    ${view.alerts}
    <div class="messages" role="status">
      ${messages.map(
        (message) => html`
          <p>
            <span>${message}</span>
            <button type="button" aria-label="Put this message away" @click=${() => view.dismiss(message)}>✕</button>
          </p>
        `,
      )}
    </div>
    </div>
    <main class="board">
      ${columns.map((column) => {
        const shown = ordersIn(column, orders);
        return html`
          <section class="column" data-column=${column.title} aria-labelledby=${`column-${column.title}`}>
            <h2 id=${`column-${column.title}`}>${column.title} <span>${shown.length}</span></h2>
            ${repeat(
              shown,
              ({ id }) => id,
              (order) => {
                const waiting = optimistic.isWaiting(order.id);
                return orderCard(order, { waiting, check: checks.get(order.id), now }, actions);
              },
            )}
            ${shown.length === 0 ? html`<p class="empty" aria-hidden="true">—</p>` : nothing}
          </section>
        `;
      })}
    </main>
  `;
}

function freshness({ live, lastRead, problem }: Freshness): TemplateResult {
  const since = lastRead && new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(lastRead);
  const [state, words] = problem
    ? ['lost', since ? `No connection since ${since}` : 'No connection']
    : live
      ? ['live', 'Live']
      : ['checking', 'Not live: checking every 30 s'];
  return html`<p class="freshness" role="status" data-freshness=${state}>${words}</p>`;
}
