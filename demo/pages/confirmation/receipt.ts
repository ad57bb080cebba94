import { html, nothing, render, type TemplateResult } from 'lit';
import type { Order, OrderItem } from '../../../src/order/order.js';
import type { Fulfilment } from '../../../src/order/status.js';
import { findDish } from '../shared/menu.js';
import { formatMoney } from '../shared/money.js';

const fulfilmentNames: Readonly<Record<Fulfilment, string>> = {
  dine_in: 'At the table',
  pickup: 'Pick up at the counter',
  delivery: 'Delivery',
};

/**
 * Shows the receipt over the page: what was ordered, at which price, when. The page itself does not repeat what the
 * tracker says.
 */
export function showReceipt(order: Order): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'receipt';
  dialog.setAttribute('aria-labelledby', 'receipt-heading');
  // A tap beside it closes it, where browsers know the attribute.
  dialog.setAttribute('closedby', 'any');
  render(receipt(order), dialog);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function receipt(order: Order): TemplateResult {
  const { number, restaurantName, tableLabel, fulfilment, placedAt, items } = order;
  return html`
    <h2 id="receipt-heading">Receipt${number ? html` for order <span class="order-number">${number}</span>` : nothing}</h2>
    ${restaurantName ? html`<p>${restaurantName}</p>` : nothing}
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
    <form method="dialog"><button class="primary">Close</button></form>
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

/** In the language and the clock of the page, which the tracker shares. */
function formatTime(date: Date): string {
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}
