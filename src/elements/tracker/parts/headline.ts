import { nothing, type TemplateResult } from 'lit';
import type { LocaleKey } from '../../../locales/locale.js';
import { phaseOf } from '../../../order/status.js';
import { html } from '../../shared/html.js';
import { type IconName, pathOf } from '../../shared/icon.js';
import { errorKey } from '../problem-text.js';
import { toneOf, type ViewModel } from '../view-model.js';
import { renderOrderNumber } from './order-number.js';

/** The order's status in the largest letters, and what it means for the guest. */
export interface Headline {
  readonly title: string;
  readonly text: string;
}

/** The status in words, or why there is none. */
export function headlineOf(view: ViewModel): Headline {
  const { words, status, kind, order, snapshot, error } = view;
  const say = (key: LocaleKey): Headline => ({ title: words.text(key), text: words.text(`${key}_text` as LocaleKey) });
  if (status) return { title: words.status(status, kind), text: words.status(status, kind, '_text') };
  if (error) return say(errorKey(error.code));
  if (order?.unmappedStatus !== undefined) return say('unknown');
  return say(snapshot.orderId ? 'loading' : 'error_no_order');
}

/** The drawing of the status, or of why there is none. */
export function iconNameOf({ status, order, error, snapshot }: ViewModel): IconName {
  if (status) return status;
  if (error) return error.code === 'denied' ? 'link' : error.code === 'not-found' ? 'none' : 'problem';
  if (order) return 'unknown';
  return snapshot.orderId ? 'loading' : 'none';
}

/** The status in words and drawing, with its notes. */
export function renderHeadline(view: ViewModel): TemplateResult {
  const { title, text } = headlineOf(view);
  return html`<div class="hero ${toneOf(view.status)}" part="status"
    ><svg class="icon badge" part="status-icon" viewBox="0 0 24 24" aria-hidden="true"
      ><path d=${pathOf(iconNameOf(view))} /></svg
    ><h2 part="headline" .textContent=${title}></h2
    ><p part="description" .textContent=${text}></p
    >${[renderOrderNumber(view)]}${renderNotes(view)}</div
  >`;
}

/** Notes about the status: taken back, unknown, estimated, on hold, delayed, and the reason; without texts if brief. */
export function renderNotes(
  { words, order, status, wentBack }: ViewModel,
  isBrief = false,
): TemplateResult | typeof nothing {
  if (!order) return nothing;
  const keys: LocaleKey[] = [];
  if (wentBack && phaseOf(status) === 'kitchen') keys.push('back');
  if (status && order.unmappedStatus !== undefined) keys.push('unknown');
  if (order.statusSource === 'estimated') keys.push('estimated');
  if (order.onHold) keys.push('on_hold');
  else if (order.delayed) keys.push('delayed');
  if (!keys.length && !order.reason) return nothing;
  return html`<div class="notes" part="notes">
    ${keys.map(
      (key) => html`<p part="note">
        <strong .textContent=${`${words.text(key)}.`}></strong> ${isBrief ? nothing : words.text(`${key}_text` as LocaleKey)}
      </p>`,
    )}
    ${order.reason ? html`<p part="reason"><bdi .textContent=${order.reason}></bdi></p>` : nothing}
  </div>`;
}
