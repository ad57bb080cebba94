import { nothing, type TemplateResult } from 'lit';
import type { LocaleKey } from '../../../locales/locale.js';
import { isReadyOrPast } from '../../../order/status.js';
import { html } from '../../shared/html.js';
import { sentence } from '../../shared/sentences.js';
import { errorKey, isProblemShown } from '../problem-text.js';
import type { ViewModel } from '../view-model.js';
import { notesOf } from './headline.js';

/** Whether the card tells of a problem. */
export function hasProblem({ snapshot }: ViewModel): boolean {
  return snapshot.connectionStatus !== 'connected' && isProblemShown(snapshot);
}

/** The present problem in words for guests, and a button to try again. The last known order stays on screen. */
export function renderProblem(view: ViewModel): TemplateResult | typeof nothing {
  const { words, snapshot, error, status } = view;
  const { connectionStatus } = snapshot;
  const isOffline = connectionStatus === 'offline';
  if (!hasProblem(view)) return nothing;
  const title = isOffline ? 'offline_title' : errorKey(error?.code ?? '');
  // Without a status the headline itself says what is wrong.
  const isInHeadline = !status;
  // Beside a note, the number of a ready order, or the large drawing after it, there is room for one sentence.
  const isBrief = isReadyOrPast(status) || notesOf(view) !== undefined;
  return html`<div class="problem ${isInHeadline ? '' : 'worded'} ${isBrief ? 'brief' : ''}" part="error">
    <slot name="error">
      ${
        isInHeadline
          ? nothing
          : html`<p part="error-text">
            <strong .textContent=${sentence(words.text(title))}></strong>
            <bdi .textContent=${isBrief ? '' : words.text(isOffline ? 'offline_text' : (`${title}_text` as LocaleKey))}></bdi>
          </p>`
      }
    </slot>
    <button type="button" part="retry-button">${words.text('retry')}</button>
  </div>`;
}
