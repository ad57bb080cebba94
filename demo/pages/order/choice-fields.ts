import { html, nothing, type TemplateResult } from 'lit';
import type { Fulfilment } from '../../../src/order/status.js';
import type { TestCard } from './draft.js';
import type { OrderFormView } from './order-form-view.js';

type FieldsView = Pick<OrderFormView, 'draft' | 'errors' | 'change'>;

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint: string;
}

const fulfilmentChoices: readonly Choice<Fulfilment>[] = [
  { value: 'dine_in', label: 'At the table', hint: 'We bring it to you' },
  { value: 'pickup', label: 'Pick up', hint: 'Collect it at the counter' },
  { value: 'delivery', label: 'Delivery', hint: 'No address needed here' },
];

const cardChoices: readonly Choice<TestCard>[] = [
  { value: 'succeeds', label: 'Card ending 4242', hint: 'The payment succeeds' },
  { value: 'pending', label: 'Card ending 3184', hint: 'The bank takes its time' },
  { value: 'fails', label: 'Card ending 0002', hint: 'The bank declines' },
];

export function fulfilmentFields(view: FieldsView): TemplateResult {
  const { draft, change } = view;
  return html`
    <fieldset class="panel">
      <legend>How would you like it?</legend>
      ${choices('fulfilment', fulfilmentChoices, draft.fulfilment, (fulfilment) => change({ ...draft, fulfilment }))}
      ${draft.fulfilment === 'dine_in' ? tableField(view) : nothing}
    </fieldset>
  `;
}

export function paymentFields({ draft, change }: FieldsView): TemplateResult {
  return html`
    <fieldset class="panel">
      <legend>Payment</legend>
      <p class="quiet">Simulated: choose the test card that behaves as you like.</p>
      ${choices('card', cardChoices, draft.card, (card) => change({ ...draft, card }))}
    </fieldset>
  `;
}

function tableField({ draft, errors, change }: FieldsView): TemplateResult {
  return html`
    <label class="field">
      <span>Table</span>
      <input
        name="table"
        autocomplete="off"
        maxlength="20"
        required
        .value=${draft.table}
        aria-invalid=${errors.table !== undefined}
        aria-describedby=${errors.table ? 'table-error' : nothing}
        ?data-invalid=${errors.table !== undefined}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) change({ ...draft, table: target.value });
        }}
      />
    </label>
    ${errorText('table-error', errors.table)}
  `;
}

function choices<Value extends string>(
  name: string,
  all: readonly Choice<Value>[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`
    <div class="choices">
      ${all.map(
        ({ value, label, hint }) => html`
          <label class="choice">
            <input
              type="radio"
              name=${name}
              value=${value}
              .checked=${value === chosen}
              @change=${() => choose(value)}
            />
            <span class="choice-label">${label}</span>
            <span class="choice-hint">${hint}</span>
          </label>
        `,
      )}
    </div>
  `;
}

/** The error of a field, shown below it. */
export function errorText(id: string, text: string | undefined): TemplateResult | typeof nothing {
  return text === undefined ? nothing : html`<p class="field-error" id=${id}>${text}</p>`;
}
