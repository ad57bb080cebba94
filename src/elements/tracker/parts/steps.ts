import { nothing, type TemplateResult } from 'lit';
import { isUnhappyEnd, type OrderStatus, orderStatuses, phaseOf, progress, stepsFor } from '../../../order/status.js';
import { attemptOnChange } from '../../shared/guarded.js';
import { html } from '../../shared/html.js';
import { pathOf } from '../../shared/icon.js';
import { toneOf, type ViewModel } from '../view-model.js';

type StepState = 'done' | 'current' | 'upcoming';

/**
 * The way of the order as one bar: each step is a segment of it, with its name below unless there is room for one line
 * only. An order that ended unhappily has none. While the order is looked up, a bar without meaning keeps the room, so
 * that nothing jumps.
 */
export function renderProgress(view: ViewModel, isCompact = false): unknown {
  const { words, status, fulfilment, kind, percent, order, snapshot } = view;
  const isLookedUp = !isCompact && !order && !snapshot.error && snapshot.orderId !== undefined;
  if (isUnhappyEnd(status) || !(status || isLookedUp)) return nothing;
  return attemptOnChange(
    'progress',
    [words.wording, status, fulfilment, kind, percent, order?.statusSource, isCompact],
    () => renderBar(view, isCompact),
  );
}

function renderBar(view: ViewModel, isCompact: boolean): unknown {
  const { words, status, fulfilment, percent, order } = view;
  const share = progress(status, fulfilment, percent === 'steps' ? 'steps' : 'guest');
  if (isCompact && share === undefined) return nothing;
  const text = share === undefined ? '' : words.percent(share);
  const source = order?.statusSource === 'estimated' ? 'estimated' : '';
  const segments = isCompact
    ? html`<div class="steps" aria-hidden="true">${renderSegments(view)}</div>`
    : html`<ol
        class="steps"
        part="steps"
        role="list"
        aria-label=${words.text('steps')}
        aria-hidden=${status ? nothing : 'true'}
        >${renderSteps(view)}</ol
      >`;
  return html`<div class="progress ${toneOf(status)} ${source}"
    >${[segments]}<p
      part="progress"
      role="progressbar"
      aria-label=${words.text('progress')}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${share ?? nothing}
      aria-valuetext=${text || nothing}
      ?hidden=${!text || percent === 'off'}
      ><span part="progress-text" aria-hidden="true" .textContent=${text}></span></p
  ></div>`;
}

interface Step {
  readonly step: OrderStatus;
  readonly state: StepState;
  /** `step` for the one that the order has reached. */
  readonly current: 'step' | typeof nothing;
  /** Whether a narrow card names it: the step that the order has reached, and the one that follows. */
  readonly isNamed: boolean;
}

type Way = Pick<ViewModel, 'words' | 'status' | 'fulfilment' | 'kind'>;

function stepsOf({ status, fulfilment }: Way): readonly Step[] {
  const steps = stepsFor(fulfilment);
  const reached = status ? steps.indexOf(status) : -1;
  const passed = status ? orderStatuses.slice(0, orderStatuses.indexOf(status)) : [];
  const isOver = phaseOf(status) === 'happyEnd';
  // A status that is no step of this way, such as "On its way" of a meal in the house, has none that follows.
  const isOnTheWay = !isOver && (reached >= 0 || !status || phaseOf(status) === 'new');
  return steps.map((step, index) => ({
    step,
    state: isOver || passed.includes(step) ? 'done' : index === reached ? 'current' : 'upcoming',
    current: index === reached ? 'step' : nothing,
    isNamed: index === reached || (index === reached + 1 && isOnTheWay),
  }));
}

const partsOf = (state: StepState) => (state === 'upcoming' ? 'step-mark' : 'step-mark progress-bar');

/** One item for each step. */
export function renderSteps(way: Way): readonly TemplateResult[] {
  const { words, fulfilment, kind } = way;
  return stepsOf(way).map(
    ({ step, state, current, isNamed }) => html`<li
      class="step ${state} ${isNamed ? 'named' : ''}"
      part="step ${state}"
      role="listitem"
      aria-current=${current}
      title=${words.status(step, kind, '_text')}
      ><svg class="icon" part="step-icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${pathOf(step)} /></svg
      ><span class="name" part="step-label" .textContent=${words.status(step, fulfilment)}></span
      ><span class="mark" part=${partsOf(state)} .textContent=${` ${words.text(state)}`}></span
    ></li>`,
  );
}

function renderSegments(way: Way): readonly TemplateResult[] {
  return stepsOf(way).map(
    ({ state }) => html`<span class="step ${state}" part="step ${state}"
      ><span class="mark" part=${partsOf(state)}></span
    ></span>`,
  );
}
