import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { LocaleKey } from '../../../locales/locale.js';
import { phaseOf } from '../../../order/status.js';
import { icon } from '../../shared/icon.js';
import { toneOf, type View } from '../view-model.js';

/** What is told of the order, in the biggest letters, and what that means for the guest. */
export interface Headline {
  readonly title: string;
  readonly text: string;
}

/** The headline of a view: its status, or why there is none. */
export function headlineOf(view: View): Headline {
  const { words, status, fulfilment, order, snapshot, error } = view;
  const say = (key: LocaleKey): Headline => ({ title: words.text(key), text: words.text(`${key}_text` as LocaleKey) });
  if (status) return { title: words.status(status, fulfilment), text: words.status(status, fulfilment, '_text') };
  if (error) return say(errorKey(error.code));
  if (order?.unmappedStatus !== undefined) return say('unknown');
  return say(snapshot.orderId ? 'loading' : 'error_no_order');
}

/** The key of an error's words for guests. */
export function errorKey(code: string): LocaleKey {
  if (code === 'not-found') return 'error_not_found';
  if (code === 'unmapped-status') return 'unknown';
  return code === 'denied' || code === 'config' ? `error_${code}` : 'error_unreachable';
}

/** The status in words and drawing, and what makes it special: estimated, on hold, late, unknown, and why. */
export function renderHeadline(view: View): TemplateResult {
  const { title, text } = headlineOf(view);
  const { status, order, words } = view;
  return html`<div class="hero ${toneOf(status)}" part="status">
    ${keyed(
      title,
      html`<div class="badge" part="status-icon">${icon(status ?? 'unknown')}</div>
        <div class="words">
          <h2 part="headline">${title}</h2>
          <p part="description">${text}</p>
        </div>`,
    )}
    ${
      order?.number
        ? html`<p class="number" part="order-number">${words.text('order_number', { number: order.number })}</p>`
        : nothing
    }
    ${renderNotes(view)}
  </div>`;
}

/** What makes the status special, and why; in few words where there is one line for everything. */
export function renderNotes(
  { words, order, status, wentBack }: View,
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
        <strong>${words.text(key)}.</strong> ${isBrief ? nothing : words.text(`${key}_text` as LocaleKey)}
      </p>`,
    )}
    ${order.reason ? html`<p part="reason"><bdi>${order.reason}</bdi></p>` : nothing}
  </div>`;
}
