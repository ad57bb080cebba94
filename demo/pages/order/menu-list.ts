import { html, nothing, type TemplateResult } from 'lit';
import { type Dish, menu } from '../shared/menu.js';
import { formatMoney } from '../shared/money.js';
import { mostOfOneDish, withQuantity } from './draft.js';
import type { OrderFormView } from './order-form-view.js';

type MenuView = Pick<OrderFormView, 'draft' | 'change'>;

export function menuList(view: MenuView): TemplateResult {
  return html`
    <div class="menu">
      ${menu.map(
        ({ title, dishes }) => html`
          <section class="menu-section">
            <h2 lang="it">${title}</h2>
            <ul class="dishes">${dishes.map((dish) => dishRow(view, dish))}</ul>
          </section>
        `,
      )}
    </div>
  `;
}

function dishRow({ draft, change }: MenuView, dish: Dish): TemplateResult {
  const quantity = draft.quantities[dish.name] ?? 0;
  const set = (next: number) => () => change(withQuantity(draft, dish.name, next));
  return html`
    <li class="dish" data-dish=${dish.name} ?data-chosen=${quantity > 0}>
      <div class="dish-text">
        <h3 lang="it">${dish.name}</h3>
        <p>${dish.description}</p>
        <p class="dish-facts">
          <span class="amount">${formatMoney(dish.priceMinor)}</span>
          <span>${dish.prepMinutes} min</span>
          ${dish.vegetarian ? html`<span><abbr title="vegetarian">veg</abbr></span>` : nothing}
        </p>
      </div>
      <div class="stepper" role="group" aria-label=${`How many: ${dish.name}`}>
        <button
          type="button"
          data-step="less"
          aria-label=${`Remove one ${dish.name}`}
          aria-disabled=${quantity === 0}
          @click=${set(quantity - 1)}
        >−</button>
        <output>${quantity}</output>
        <button
          type="button"
          data-step="more"
          aria-label=${`Add one ${dish.name}`}
          aria-disabled=${quantity === mostOfOneDish}
          @click=${set(quantity + 1)}
        >+</button>
      </div>
    </li>
  `;
}
