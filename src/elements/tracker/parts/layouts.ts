import { nothing, type TemplateResult } from 'lit';
import { isReady, isReadyOrPast } from '../../../order/status.js';
import { tokenFor } from '../../../tracker/order-tracker.js';
import { attempt, attemptOnChange } from '../../shared/guarded.js';
import { html } from '../../shared/html.js';
import { icon } from '../../shared/icon.js';
import { secretOf } from '../../shared/tracking-link.js';
import { blank } from '../../shared/wording.js';
import type { OfferedActions } from '../guest-actions/offered-actions.js';
import type { ReachHost } from '../reach/reach-host.js';
import type { RecentHost } from '../recent/recent-order.js';
import { canBeHad, tableName, toneOf, type ViewModel } from '../view-model.js';
import type { AlertAttributes, AlertState } from './alert-offer.js';
import { renderConnection, renderFreshness } from './connection.js';
import { headlineOf, iconNameOf, notesOf, renderHeadline, renderNotes } from './headline.js';
import { renderItems } from './items.js';
import { hasProblem, renderProblem } from './problem.js';
import { renderProgress } from './steps.js';
import { renderTimes } from './times.js';

/** What the guest can do, and what came of it. */
export interface Controls {
  /** `undefined` while nothing is offered. */
  readonly guestActions: OfferedActions | undefined;
  /** Classes for what needs more room. */
  readonly room: string;
  /** What draws the parts that come on demand, as far as it is there. */
  readonly code: Partial<
    Pick<typeof import('../alerting.js'), 'alertChoice' | 'renderAlertOffer'> &
      Pick<
        typeof import('../guest-actions/guest-actions-drawn.js'),
        'renderLinks' | 'renderMessages' | 'renderRating'
      > &
      Pick<typeof import('./handover.js'), 'renderHandover'> &
      Pick<typeof import('../recent/recent-drawn.js'), 'renderRecent'> &
      Pick<typeof import('../reach/reach-drawn.js'), 'renderReach'>
  >;
  readonly later: Pick<import('../drawing-later.js').DrawingLater, 'linkCopy' | 'toast'> | undefined;
  readonly host: AlertAttributes & RecentHost & ReachHost;
  readonly alertState: AlertState;
  /** Whether the guest has opened or closed the list of dishes; `undefined`: neither. */
  readonly areItemsOpen: boolean | undefined;
  /** How often the status has changed on this page: each change moves the drawing once. */
  readonly changes: number;
  readonly press: (click: Event) => void;
  readonly readEmbedded: () => void;
}

/**
 * The whole element. Its live regions are drawn from the start: screen readers say only what is put into them later.
 * It has one listener for all its buttons.
 */
export function renderLayout(view: ViewModel, layout: string, controls: Controls): TemplateResult {
  const { words } = view;
  const { code, host } = controls;
  // It hears of each picture, also where it has no place in it.
  const reach = one('reach', () => code.renderReach?.(view, host, { tokenFor, secretOf }));
  const isCompact = layout === 'compact';
  const headline = attempt('headline', () => headlineOf(view));
  return html`<article
    class="card ${isCompact ? 'compact ' : 'full '}${cardClass(view)}${controls.room}"
    part="card"
    dir=${words.dir}
    lang=${words.lang}
    aria-label=${isCompact ? nothing : (headline?.caption ?? headline?.title ?? nothing)}
    data-moved=${controls.changes ? (controls.changes % 2 ? 'odd' : 'even') : nothing}
    @click=${controls.press}
    ><div class="quiet" role="status"></div
    ><div class="quiet" role="alert"></div
    >${isCompact ? renderCompact(view) : renderCard(view, layout, controls, reach)}</article
  ><slot hidden @slotchange=${controls.readEmbedded}></slot>`;
}

/** Languages whose words take one, two or three lines more than English. A test measures it. */
const wordy = ['ar he es da cs hu fi nb th', 'tr ro it pt nl pl de vi', 'sv fr el id uk'];

function cardClass(view: ViewModel): string {
  const { status, order, words } = view;
  const lines = wordy.findIndex((codes) => codes.includes(words.nextLang.slice(0, 2).toLowerCase()));
  const isEstimated = order?.statusSource === 'estimated';
  const state = isEstimated ? ' estimated' : canBeHad(view) ? ' celebrating' : '';
  return (
    toneOf(status) +
    (lines < 0 ? '' : ` lines-${lines + 1}`) +
    state +
    (notesOf(view) ? ' noted' : '') +
    (hasProblem(view) ? ' troubled' : '')
  );
}

function renderCard(view: ViewModel, layout: string, controls: Controls, reach: unknown): TemplateResult {
  const { guestActions, code, host, later, areItemsOpen } = controls;
  const offer = (name: 'renderRating' | 'renderMessages' | 'renderLinks') =>
    guestActions ? one(name, () => code[name]?.(view, guestActions)) : nothing;
  const rating = offer('renderRating');
  const progress = one('progress', () => renderProgress(view));
  const now = together(
    reach,
    offer('renderMessages'),
    offer('renderLinks'),
    layout === 'handover' ? one('handover', () => code.renderHandover?.(view)) : nothing,
  );
  const isFree = now === nothing && rating === nothing && !hasProblem(view);
  return html`<div class="top${progress === nothing ? ' bare' : ''}${isFree ? ' free' : ''}" part="top"
      ><header part="header"><slot name="heading">${all('where', () => renderWhere(view))}</slot>${all('connection', () => renderConnection(view))}</header
      >${all('headline', () => renderHeadline(view))}${one('estimate', () => renderWait(view))}${together(
        one('problem', () => renderProblem(view)),
        one('recent', () => code.renderRecent?.(view, host)),
        rating,
      )}${attempt('alerts', () => renderAlerts(view, controls)) ?? nothing}${progress}</div
    ><div class="body" part="body"
      ><div class="now">${now}</div
      ><div class="rest"><slot name="actions"></slot
      >${one('times', () => renderTimes(view))}${one('items', () => renderItems(view, areItemsOpen))}<footer part="footer"
        >${one('copy-link', () => later?.linkCopy.render(view))}${one('freshness', () => renderFreshness(view))}<slot name="footer"></slot></footer
    ></div>${one('toast', () => later?.toast.render(view.words))}</div>`;
}

function renderCompact(view: ViewModel): TemplateResult {
  const { order } = view;
  return html`<p class="lead" part="status">
      <span class="sign" part="status-icon">${icon(iconNameOf(view))}</span>
      <span part="headline" .textContent=${attempt('headline', () => headlineOf(view, 'compact').title) ?? ''}></span>
      ${order?.number ? html`<bdi part="order-number" .textContent=${order.number}></bdi>` : nothing}
    </p>
    ${one('notes', () => renderNotes(view, true))}
    ${one('estimate', () => renderEstimate(view, true))} ${all('connection', () => renderConnection(view))} ${one('progress', () => renderProgress(view, true))}
    ${one('problem', () => renderProblem(view))}`;
}

/** A part that may be absent, behind its own guard. */
const one = (part: string, draw: () => unknown): unknown => attempt(part, draw) ?? nothing;

/** A part that becomes a piece of the card's own template, behind its own guard. */
function all(part: string, draw: () => TemplateResult): readonly TemplateResult[] {
  const drawn = attempt(part, draw);
  return drawn ? [drawn] : [];
}

/** What is rarely there, in one place. Each part keeps its buttons, and with them the focus, while others come and go. */
function together(...parts: readonly [unknown, unknown, unknown, unknown?]): unknown {
  const [first, second, third, fourth = nothing] = parts;
  return parts.every((part) => part === nothing) ? nothing : html`${first}${second}${third}${fourth}`;
}

function renderAlerts(view: ViewModel, { host, alertState, code }: Controls): unknown {
  const { alertChoice, renderAlertOffer } = code;
  const { sound, vibrate, notify } = host;
  const { words, status, snapshot } = view;
  if (!alertChoice || !renderAlertOffer) {
    const isOffered = status && !isReadyOrPast(status) && ![sound, vibrate, notify].every((one) => one === 'off');
    // The room of the button, which comes later.
    return isOffered ? html`<div class="alerts"></div>` : nothing;
  }
  const values = [words.wording, status, snapshot.connectionStatus, alertState, sound, vibrate, notify];
  return attemptOnChange('alerts', values, () => renderAlertOffer(view, alertChoice(host), alertState));
}

/** Where a ready order is to be had; else when it will be ready. */
function renderWait(view: ViewModel): TemplateResult | typeof nothing {
  const estimate = renderEstimate(view);
  return isReady(view.status) ? html`<slot name="ready"></slot>${estimate}` : estimate;
}

/** When a delivery leaves the kitchen. In one line there is no headline for any other estimate either. */
function renderEstimate({ estimateText, words }: ViewModel, isCompact = false): TemplateResult | typeof nothing {
  if (!estimateText || !(estimateText.isAside || isCompact)) return nothing;
  const text = words.canFormat ? estimateText.words() : blank;
  return html`<p class="estimate" part="estimate" .textContent=${text}></p>`;
}

function renderWhere({ order, words }: ViewModel): TemplateResult {
  const table = order && tableName(order, words);
  const name = order?.restaurantName;
  return html`<bdi class="place" part="restaurant" ?hidden=${!name} .textContent=${name ?? ''}></bdi
    ><bdi part="table" ?hidden=${!table} .textContent=${table ?? ''}></bdi>`;
}
