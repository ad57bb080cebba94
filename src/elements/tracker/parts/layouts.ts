import { html, nothing, type TemplateResult } from 'lit';
import { isReady } from '../../../order/status.js';
import { icon } from '../../shared/icon.js';
import type { OfferedActions } from '../guest-actions/offered-actions.js';
import { tableName, toneOf, type ViewModel } from '../view-model.js';
import type { AlertAttributes, AlertState } from './alert-offer.js';
import { renderConnection, renderFreshness } from './connection.js';
import { headlineOf, renderHeadline, renderNotes } from './headline.js';
import { renderItems } from './items.js';
import { renderProblem } from './problem.js';
import { renderProgress, renderSteps } from './steps.js';
import { renderToast } from './toast.js';

/** What the guest can do. */
export interface Controls {
  /** `undefined` while nothing is offered. */
  readonly guestActions: OfferedActions | undefined;
  /** What draws the parts that come on demand, as far as it is there. */
  readonly code: Partial<
    Pick<typeof import('../alerting.js'), 'alertChoice' | 'renderAlertOffer'> &
      Pick<
        typeof import('../guest-actions/guest-actions-drawn.js'),
        'renderLinks' | 'renderQuestion' | 'renderRating'
      > &
      typeof import('./handover.js')
  >;
  readonly toast: string | undefined;
  readonly alertAttributes: AlertAttributes;
  readonly alertState: AlertState;
  readonly dismiss: () => void;
  readonly retry: () => void;
  readonly arm: () => void;
  readonly showNumber: () => void;
  readonly readEmbedded: () => void;
}

/** The whole element. Its live regions are drawn from the start: screen readers say only what is put into them later. */
export function renderLayout(view: ViewModel, layout: string, controls: Controls): TemplateResult {
  const { words } = view;
  return html`<div dir=${words.dir} lang=${words.lang}>
    <div class="quiet" role="status"></div>
    <div class="quiet" role="alert"></div>
    ${layout === 'compact' ? renderCompact(view, controls) : renderCard(view, layout, controls)}
    <slot hidden @slotchange=${controls.readEmbedded}></slot>
  </div>`;
}

function cardClass({ status, order }: ViewModel): string {
  if (order?.statusSource === 'estimated') return `${toneOf(status)} estimated`;
  return toneOf(status) + (isReady(status) ? ' celebrating' : '');
}

function renderCard(view: ViewModel, layout: string, controls: Controls): TemplateResult {
  const { words, status } = view;
  const { guestActions, code, alertAttributes } = controls;
  const offer = (render: typeof code.renderLinks) => (guestActions && render?.(view, guestActions)) ?? nothing;
  return html`<article class="card ${cardClass(view)}" part="card" aria-label=${headlineOf(view).title}>
    <div class="top" part="top">
      <header part="header">
        <slot name="heading">${renderWhere(view)}</slot>
        ${renderConnection(view)}
      </header>
      ${renderToast(controls.toast, words, controls.dismiss)} ${renderHeadline(view)}
      ${isReady(status) ? html`<slot name="ready"></slot>` : nothing} ${renderEstimate(view)} ${renderProgress(view)}
    </div>
    <div class="body" part="body">
      ${renderProblem(view, controls.retry)} ${offer(code.renderRating)} ${renderSteps(view)}
      ${code.alertChoice && code.renderAlertOffer?.(view, code.alertChoice(alertAttributes), controls.alertState, controls.arm)}
      ${offer(code.renderQuestion)} ${offer(code.renderLinks)}
      ${
        layout === 'handover' && isReady(status)
          ? html`<button type="button" class="main" part="handover-button" @click=${controls.showNumber}>
            ${words.text('show_number')}
          </button>`
          : nothing
      }
      <slot name="actions"></slot>
      ${renderItems(view)}
      <footer part="footer">${renderFreshness(view)}<slot name="footer"></slot></footer>
    </div>
    ${layout === 'handover' ? code.renderHandover?.(view) : nothing}
  </article>`;
}

function renderCompact(view: ViewModel, controls: Controls): TemplateResult {
  return html`<article class="card compact ${cardClass(view)}" part="card">
    <p class="lead" part="status">
      <span class="sign" part="status-icon">${icon(view.status ?? 'unknown')}</span>
      <span part="headline">${headlineOf(view).title}</span>
      ${view.order?.number ? html`<bdi part="order-number">${view.order.number}</bdi>` : nothing}
    </p>
    ${renderNotes(view, true)}
    ${renderEstimate(view)} ${renderConnection(view)} ${renderProgress(view)}
    ${renderToast(controls.toast, view.words, controls.dismiss)} ${renderProblem(view, controls.retry)}
  </article>`;
}

function renderEstimate({ estimateText }: ViewModel): TemplateResult | typeof nothing {
  return estimateText ? html`<p class="estimate" part="estimate">${estimateText.words()}</p>` : nothing;
}

function renderWhere({ order, words }: ViewModel): TemplateResult {
  const table = order && tableName(order, words);
  return html`<div class="where">
    ${order?.restaurantName ? html`<strong part="restaurant"><bdi>${order.restaurantName}</bdi></strong>` : nothing}
    ${table ? html`<bdi part="table">${table}</bdi>` : nothing}
  </div>`;
}
