import { html, nothing, type TemplateResult } from 'lit';
import { isUnhappyEnd, phaseOf, progress, stepsFor } from '../../../order/status.js';
import { icon } from '../../shared/icon.js';
import { toneOf, type ViewModel } from '../view-model.js';

type StepState = 'done' | 'current' | 'upcoming';

/**
 * The steps from the order to the meal. An order that ended unhappily has none. While the order is looked up, an
 * invisible list keeps the room, so that nothing jumps.
 */
export function renderSteps({
  words,
  status,
  fulfilment,
  order,
  snapshot,
}: ViewModel): TemplateResult | typeof nothing {
  const isLookedUp = !order && !snapshot.error && snapshot.orderId !== undefined;
  if (isUnhappyEnd(status) || !(status || isLookedUp)) return nothing;
  const steps = stepsFor(fulfilment);
  const reached = status ? steps.indexOf(status) : -1;
  const isEstimated = order?.statusSource === 'estimated';
  const stateOf = (index: number): StepState => {
    if (index < reached || phaseOf(status) === 'happyEnd') return 'done';
    return index === reached ? 'current' : 'upcoming';
  };
  return html`<ol class="steps ${isEstimated ? 'estimated' : ''}" part="steps" aria-label=${words.text('steps')} aria-hidden=${status ? nothing : 'true'}>
    ${steps.map((step, index) => {
      const state = stateOf(index);
      return html`<li
        class="step ${state} ${toneOf(step)}"
        part="step ${state}"
        aria-current=${index === reached ? 'step' : nothing}
      >
        <span class="mark" part="step-mark">${state === 'done' ? icon('completed') : nothing}</span>
        <span class="step-words">
          <span part="step-label">${words.status(step, fulfilment)}</span>
          <span class="quiet">${words.text(state)}</span>
          <span class="step-text" part="step-description">${words.status(step, fulfilment, '_text')}</span>
        </span>
      </li>`;
    })}
  </ol>`;
}

/** Sets the length of the bar, by the property: strict content security policies forbid `style` attributes. */
export function setProgressBar(root: ParentNode | null, { status, fulfilment }: ViewModel): void {
  const bar = root?.querySelector<HTMLElement>('[part=progress-bar]');
  bar?.style.setProperty('--_progress', `${progress(status, fulfilment)}%`);
}

/** The share of the steps that is done, as a bar and in percent. */
export function renderProgress({ words, status, fulfilment, order }: ViewModel): TemplateResult | typeof nothing {
  const percent = progress(status, fulfilment);
  if (percent === undefined) return nothing;
  const isEstimated = order?.statusSource === 'estimated';
  return html`<div class="progress ${toneOf(status)} ${isEstimated ? 'estimated' : ''}">
    <div
      class="track"
      part="progress"
      role="progressbar"
      aria-label=${words.text('progress')}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent}
      aria-valuetext=${words.percent(percent)}
    >
      <div class="fill" part="progress-bar"></div>
    </div>
    <span part="progress-text" aria-hidden="true">${words.percent(percent)}</span>
  </div>`;
}
