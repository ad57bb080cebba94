import { nothing, type TemplateResult } from 'lit';
import type { LocaleKey } from '../../../locales/locale.js';
import { isFinal, isReady, isReadyOrPast, phaseOf } from '../../../order/status.js';
import { html } from '../../shared/html.js';
import { type IconName, pathOf } from '../../shared/icon.js';
import { sentence } from '../../shared/sentences.js';
import { errorKey, isProblemShown } from '../problem-text.js';
import { canBeHad, statusText, toneOf, type ViewModel } from '../view-model.js';
import { renderOrderNumber } from './order-number.js';

/** The one answer in the largest letters, and what belongs to it. */
export interface Headline {
  readonly title: string;
  /** The status, where the title is another answer: the time while the guest waits, what to do once it is ready. */
  readonly caption?: string;
  /** What the status means for the guest. */
  readonly text: string;
  readonly isEstimate?: boolean;
}

/** In one line: the status. While the guest waits: when. Once it is ready: what to do. Else the status in words, or why there is none. */
export function headlineOf(view: ViewModel, layout = 'card'): Headline {
  const { words, status, kind, order, snapshot, error, estimateText } = view;
  const say = (key: LocaleKey): Headline => ({ title: words.text(key), text: words.text(`${key}_text` as LocaleKey) });
  if (status) {
    const label = words.status(status, kind);
    // A start that is overdue is promised no more.
    const isOverdue = phaseOf(status) === 'new' && snapshot.estimate?.late;
    const text = view.acceptText ?? (isOverdue ? '' : statusText(view, status));
    if (layout === 'compact') return { title: label, text };
    if (estimateText && !estimateText.isAside) {
      return { title: estimateText.words(), caption: label, text, isEstimate: true };
    }
    // Only a clock has set this status. The note says so, and the guest is not told to do anything.
    if (isReady(status) && order?.statusSource === 'estimated') return { title: label, text: '' };
    const isAction = isReady(status) && (kind === 'dine_in' || kind === 'pickup');
    return isAction ? { title: text, caption: label, text: '' } : { title: label, text };
  }
  if (snapshot.connectionStatus === 'offline') {
    return { title: words.text('offline_title'), text: words.text('offline_first_text') };
  }
  if (error) return say(errorKey(error.code));
  if (order?.unmappedStatus !== undefined) return say('unknown');
  if (order) return { title: words.text('no_status'), text: '' };
  return say(snapshot.orderId ? 'loading' : 'error_no_order');
}

/** The drawing of the status, or of why there is none. */
export function iconNameOf({ status, order, error, snapshot }: ViewModel): IconName {
  if (status) return status;
  if (error)
    return error.code === 'denied' || error.code === 'no-link'
      ? 'link'
      : error.code === 'not-found'
        ? 'none'
        : 'problem';
  if (order) return 'unknown';
  return snapshot.orderId ? 'loading' : 'none';
}

/** The headline with its drawing and its notes. */
export function renderHeadline(view: ViewModel): TemplateResult {
  const { status, snapshot } = view;
  const { title, caption, text, isEstimate } = headlineOf(view);
  const notes = renderNotes(view);
  const isHad = canBeHad(view);
  const isEnded = phaseOf(status) === 'unhappyEnd';
  const isSettled = status === 'served' || isFinal(status);
  // What is out of the ordinary takes the place of what is usual.
  const isTextShown = text && (!status || isEnded || (notes === nothing && !isProblemShown(snapshot)));
  return html`<div class="hero ${toneOf(status)}${isSettled ? ' settled' : caption && !isHad ? ' captioned' : ''}" part="status"
    ><svg class="icon badge" part="status-icon" viewBox="0 0 24 24" aria-hidden="true"
      ><path d=${pathOf(iconNameOf(view))} /></svg
    ><p class="caption" part="status-label" ?hidden=${!caption} .textContent=${caption ?? ''}></p
    ><h2 part=${isEstimate ? 'headline estimate' : 'headline'} .textContent=${title}></h2
    ><p part="description" class=${view.acceptText ? 'deadline' : nothing} ?hidden=${!isTextShown} .textContent=${text}></p
    >${[renderOrderNumber(view, isHad ? nothing : undefined)]}${isHad ? renderAtReady(view, notes) : notes}</div
  >`;
}

/** The number of a ready order is another one, in other letters at another place: so nothing moves there. */
function renderAtReady(view: ViewModel, notes: TemplateResult | typeof nothing): TemplateResult {
  return html`${[renderOrderNumber(view)]}${notes}`;
}

/** Notes for which the restaurant's own reason replaces our text. */
function isDelay(key: LocaleKey): boolean {
  return key === 'delayed' || key === 'on_hold';
}

/** What is to be noted about the status; `undefined`: nothing. */
export function notesOf({ order, status, wentBack }: ViewModel): Notes | undefined {
  if (!order) return undefined;
  const keys: LocaleKey[] = [];
  if (wentBack && phaseOf(status) === 'kitchen') keys.push('back');
  if (status && order.unmappedStatus !== undefined) keys.push('unknown');
  if (order.statusSource === 'estimated') keys.push('estimated');
  // What delayed the food says nothing once it is ready.
  const isWaitedFor = !isReadyOrPast(status);
  if (isWaitedFor && order.onHold) keys.push('on_hold');
  else if (isWaitedFor && order.delayed) keys.push('delayed');
  const reason = isWaitedFor || phaseOf(status) === 'unhappyEnd' ? order.reason : undefined;
  return keys.length || reason ? { keys, reason } : undefined;
}

interface Notes {
  readonly keys: readonly LocaleKey[];
  readonly reason: string | undefined;
}

/** Notes about the status: taken back, unknown, estimated, on hold, delayed, and the reason; without texts if brief. */
export function renderNotes(view: ViewModel, isBrief = false): TemplateResult | typeof nothing {
  const { words } = view;
  const notes = notesOf(view);
  if (!notes) return nothing;
  const { keys, reason } = notes;
  return html`<div class="notes" part="notes">
    ${keys.map(
      (key) => html`<p part="note">
        <strong .textContent=${sentence(words.text(key))}></strong> ${isBrief || (reason && isDelay(key)) ? nothing : words.text(`${key}_text` as LocaleKey)}
      </p>`,
    )}
    ${reason ? html`<p part="reason"><bdi .textContent=${reason}></bdi></p>` : nothing}
  </div>`;
}
