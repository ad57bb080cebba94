import { nothing, type TemplateResult } from 'lit';
import { html } from '../../shared/html.js';
import type { ViewModel } from '../view-model.js';

/** Stands where the number goes, while the words around it are looked up. */
const gap = '\n';
/** What isolates a value within words of the other direction; `<bdi>` does the same. */
const isolates = /[\u2068\u2069]/g;

/** How much room a number needs: `wide` is too much for the largest letters, `long` for all but small ones. */
export function widthClass({ length }: string): string {
  return length > 6 ? 'long' : length > 3 ? 'wide' : '';
}

/** The number that staff call out, and in small letters what it is: "Order 42". Without a part it is not shown. */
export function renderOrderNumber(
  { words, order }: ViewModel,
  part: string | typeof nothing = 'order-number',
): TemplateResult {
  const number = order?.number ?? '';
  const around = number ? words.text('order_number', { number: gap }).replace(isolates, '').split(gap) : [];
  const [before, after] = [0, 1].map((at) =>
    around[at]
      ? [html`<small part=${part === nothing ? nothing : `${part}-label`} .textContent=${around[at]}></small>`]
      : [],
  );
  return html`<p class="number ${widthClass(number)}" part=${part} ?hidden=${!number || part === nothing}
    >${before}<bdi .textContent=${number}></bdi>${after}</p
  >`;
}
