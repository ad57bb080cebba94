import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clock } from './kitchen-estimate.js';
import type { KitchenOrder } from './kitchen-order.js';
import { answersFor, type QuestionAnswer } from './question-answers.js';
import type { StaffAlert } from './staff-alerts.js';

/** An answer that can still be undone. */
export interface GivenAnswer {
  readonly orderId: string;
  readonly label: string;
}

export interface AlertListView {
  readonly alerts: readonly StaffAlert[];
  /** Answers that can be undone, by the id of their alert. */
  readonly given: ReadonlyMap<string, GivenAnswer>;
  readonly orderOf: (id: string) => KitchenOrder | undefined;
  readonly ownAnswers: (restaurantId: string) => readonly string[];
  readonly isSilent: boolean;
  readonly accept: (order: KitchenOrder) => void;
  readonly seen: (alert: StaffAlert) => void;
  readonly answer: (alert: StaffAlert, answer: QuestionAnswer) => void;
  readonly undo: (alertId: string) => void;
}

/** The open alerts with their buttons, above the board. */
export function alertList(view: AlertListView): TemplateResult {
  const open = view.alerts.filter(({ id }) => !view.given.has(id));
  return html`
    <section class="staff-alerts" aria-label="Alerts" ?hidden=${open.length + view.given.size === 0}>
      ${open.length > 0 && view.isSilent ? html`<p class="quiet">The sound is off: alerts are only shown.</p>` : nothing}
      ${repeat(
        [...view.given],
        ([id]) => id,
        ([id, given]) => html`
          <div class="staff-alert" data-alert-id=${id} data-kind="answered">
            <p role="status">${nameOf(view.orderOf(given.orderId))}: “${given.label}” goes out in a few seconds.</p>
            <div><button type="button" data-action="undo" @click=${() => view.undo(id)}>Undo</button></div>
          </div>
        `,
      )}
      ${repeat(
        open,
        ({ id }) => id,
        (alert) => html`
          <div class="staff-alert" data-alert-id=${alert.id} data-kind=${alert.kind}>
            <p role="alert">${wordsOf(alert, view.orderOf(alert.order_id))} <time datetime=${alert.raised_at}>${clock(alert.raised_at)}</time></p>
            <div>${buttonsOf(alert, view)}</div>
          </div>
        `,
      )}
    </section>
  `;
}

function nameOf(order: KitchenOrder | undefined): string {
  return order ? `Order ${order.number}` : 'An order';
}

const about: Readonly<Record<string, string>> = {
  ready: 'is ready',
  ended: 'has ended',
  delayed: 'is late',
  answer: 'has an answer',
};

function wordsOf({ kind, detail }: StaffAlert, order: KitchenOrder | undefined): string {
  const name = nameOf(order);
  switch (kind) {
    case 'unanswered':
      return `${name} was not accepted in time. Please accept it or cancel it.`;
    case 'question':
      return `${name}: the guest asks how far it is.`;
    case 'not_reached': {
      const news = about[detail.about ?? ''];
      return `${name}${news ? ` ${news}` : ''}. We could not reach the guest: please look for them.`;
    }
  }
}

function buttonsOf(alert: StaffAlert, view: AlertListView): TemplateResult {
  const order = view.orderOf(alert.order_id);
  if (alert.kind === 'question') {
    return html`${answersFor(order, view.ownAnswers(alert.restaurant_id)).map(
      (answer) => html`
        <button type="button" data-answer=${answer.answer} @click=${() => view.answer(alert, answer)}>${answer.label}</button>
      `,
    )}`;
  }
  return html`
    ${
      alert.kind === 'unanswered' && order?.status === 'pending'
        ? html`<button type="button" class="advance" data-action="accept" @click=${() => view.accept(order)}>Accept</button>`
        : nothing
    }
    <button type="button" data-action="seen" @click=${() => view.seen(alert)}>Seen</button>
  `;
}
