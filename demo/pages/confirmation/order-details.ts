import { html, nothing, type TemplateResult } from 'lit';
import type { Order, OrderItem } from '../../../src/order/order.js';
import type { Fulfilment } from '../../../src/order/status.js';
import { findDish } from '../shared/menu.js';
import { formatMoney } from '../shared/money.js';

const fulfilmentNames: Readonly<Record<Fulfilment, string>> = {
  dine_in: 'At the table',
  pickup: 'Pick up at the counter',
  delivery: 'Delivery',
};

/** The receipt: the facts of the order, its items and its total. */
export function orderDetails(order: Order): TemplateResult {
  const { number, tableLabel, fulfilment, placedAt, items } = order;
  return html`
    <h2 id="details-heading">Order ${number ? html`<span class="order-number">${number}</span>` : nothing}</h2>
    <dl class="facts">
      ${fulfilment ? fact('How', fulfilmentNames[fulfilment]) : nothing}
      ${tableLabel ? fact('Table', tableLabel) : nothing}
      ${placedAt ? fact('Placed', html`<time datetime=${placedAt.toISOString()}>${formatTime(placedAt)}</time>`) : nothing}
    </dl>
    <ul class="lines">${items.map((item) => line(item, order))}</ul>
    ${
      order.totalMinor === undefined
        ? nothing
        : html`
          <p class="line-total">
            <span>Total</span><span class="amount">${formatMoney(order.totalMinor, order.currency)}</span>
          </p>
        `
    }
  `;
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function line({ name, quantity }: OrderItem, order: Order): TemplateResult {
  const price = pricesMatchTotal(order) ? findDish(name)?.priceMinor : undefined;
  return html`
    <li>
      <span class="line-quantity">${quantity} ×</span>
      <span>${name}</span>
      ${price === undefined ? nothing : html`<span class="amount">${formatMoney(price * quantity, order.currency)}</span>`}
    </li>
  `;
}

/**
 * Whether the menu's prices add up to the order's total. An order has a total but no price for each dish, so the prices
 * of the menu are shown only if they still match.
 */
function pricesMatchTotal({ items, totalMinor }: Order): boolean {
  const sum = items.reduce((sum, { name, quantity }) => sum + (findDish(name)?.priceMinor ?? Number.NaN) * quantity, 0);
  return sum === totalMinor;
}

function formatTime(date: Date): string {
  const today = new Date().toDateString() === date.toDateString();
  return new Intl.DateTimeFormat(
    'en-GB',
    today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(date);
}
