import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleKey } from '../../../locales/locale.js';
import { errorKey, isProblemShown } from '../problem-text.js';
import type { ViewModel } from '../view-model.js';

/** The present problem in words for guests, and a button to try again. The last known order stays on screen. */
export function renderProblem({ words, snapshot, error, status }: ViewModel): TemplateResult | typeof nothing {
  const { connectionStatus } = snapshot;
  const isOffline = connectionStatus === 'offline';
  if (connectionStatus === 'connected' || !isProblemShown(snapshot)) return nothing;
  const title = isOffline ? 'offline_title' : errorKey(error?.code ?? '');
  // Without a status the headline itself says what is wrong.
  const isInHeadline = !status && !isOffline;
  return html`<div class="problem ${isInHeadline ? '' : 'worded'}" part="error">
    <slot name="error">
      ${
        isInHeadline
          ? nothing
          : html`<p part="error-text">
            <strong>${words.text(title)}.</strong>
            <span>${words.text(isOffline ? 'offline_text' : (`${title}_text` as LocaleKey))}</span>
          </p>`
      }
    </slot>
    <button type="button" part="retry-button">${words.text('retry')}</button>
  </div>`;
}
