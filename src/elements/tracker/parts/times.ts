import { nothing, type TemplateResult } from 'lit';
import { orderStatuses } from '../../../order/status.js';
import { attemptOnChange } from '../../shared/guarded.js';
import { html } from '../../shared/html.js';
import type { ViewModel } from '../view-model.js';

/** When each step so far began, as the back end says: "Order Received 7:12 · Preparing 7:15". It opens at a tap. */
export function renderTimes({ words, order, status, kind }: ViewModel): TemplateResult | typeof nothing {
  const times = order?.statusTimes;
  if (!times || !status) return nothing;
  // After a step back, those of later steps are no longer true.
  const known = orderStatuses.slice(0, orderStatuses.indexOf(status) + 1);
  const steps = known.flatMap((step) => {
    const time = times[step];
    return time ? [`${words.status(step, kind)} ${words.time(time)}`] : [];
  });
  if (!steps.length) return nothing;
  return html`${attemptOnChange(
    'times',
    [words.wording, steps.join()],
    () => html`<details class="items times" part="times"
      ><summary part="times-summary" .textContent=${words.text('times')}></summary
      ><p part="times-text" .textContent=${steps.join(' · ')}></p
    ></details>`,
  )}`;
}
