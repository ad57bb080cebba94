import { html, nothing, type TemplateResult } from 'lit';
import { formatMoney } from '../shared/money.js';
import { errorText, fulfilmentFields, paymentFields } from './choice-fields.js';
import { contactFields } from './contact-fields.js';
import { basketLines, dishCount, totalMinor } from './draft.js';
import { menuList } from './menu-list.js';
import type { OrderFormView } from './order-form-view.js';

export function orderForm(view: OrderFormView): TemplateResult {
  const { draft, placing, submit } = view;
  const count = dishCount(draft);
  const total = formatMoney(totalMinor(draft));
  return html`
    <form
      class="order-form"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1 class="visually-hidden">Order</h1>
      ${menuList(view)}
      ${count === 0 ? nothing : basketBar(count, total)}
      <div class="checkout" id="checkout">
        ${basket(view)} ${fulfilmentFields(view)} ${paymentFields(view)} ${contactFields(view)}
        <p class="refusal" role="alert">${view.refusal ?? nothing}</p>
        <button class="primary pay" type="submit" aria-disabled=${placing}>
          ${placing ? 'Sending your order…' : html`<span>Order and pay</span><span class="amount">${total}</span>`}
        </button>
      </div>
    </form>
  `;
}

/** On phones: the number of dishes, the total, and a link to the checkout. It is sticky until the checkout is visible. */
function basketBar(count: number, total: string): TemplateResult {
  return html`
    <a class="basket-bar" href="#checkout" rel="noreferrer">
      <span class="visually-hidden">Your order:</span>
      <span class="basket-count">${count}<span class="visually-hidden"> ${count === 1 ? 'dish' : 'dishes'},</span></span>
      <span class="amount">${total}</span>
      <span aria-hidden="true">↓</span>
    </a>
  `;
}

function basket({ draft, errors }: OrderFormView): TemplateResult {
  const lines = basketLines(draft);
  return html`
    <section
      class="panel"
      aria-labelledby="basket-heading"
      aria-describedby=${errors.basket ? 'basket-error' : nothing}
      tabindex="-1"
      ?data-invalid=${errors.basket !== undefined}
    >
      <h2 id="basket-heading">Your order</h2>
      ${
        lines.length === 0
          ? html`<p class="quiet">Nothing chosen yet.</p>`
          : html`
            <ul class="lines">
              ${lines.map(
                ({ dish, quantity }) => html`
                  <li>
                    <span class="line-quantity">${quantity} ×</span>
                    <span lang="it">${dish.name}</span>
                    <span class="amount">${formatMoney(dish.priceMinor * quantity)}</span>
                  </li>
                `,
              )}
            </ul>
            <p class="line-total"><span>Total</span><span class="amount">${formatMoney(totalMinor(draft))}</span></p>
          `
      }
      ${errorText('basket-error', errors.basket)}
    </section>
  `;
}
