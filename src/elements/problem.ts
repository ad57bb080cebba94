import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleKey } from '../locales/locale.js';
import { errorKey } from './headline.js';
import type { View } from './view.js';

/** What is wrong, in words for guests, and a way to try again. What the order is known to be stays on screen. */
export function renderProblem(
  { words, snapshot, error, status }: View,
  onRetry: () => void,
): TemplateResult | typeof nothing {
  const { connectionStatus } = snapshot;
  const isOffline = connectionStatus === 'offline';
  const isProblem = error && error.code !== 'unmapped-status' && connectionStatus !== 'connected';
  if (!isOffline && !isProblem) return nothing;
  const title = isOffline ? 'offline_title' : errorKey(error?.code ?? '');
  // Without a status the headline itself says what is wrong.
  const isTold = !status && !isOffline;
  return html`<div class="problem ${isTold ? '' : 'worded'}" part="error">
    <slot name="error">
      ${
        isTold
          ? nothing
          : html`<p>
            <strong>${words.text(title)}.</strong>
            ${words.text(isOffline ? 'offline_text' : (`${title}_text` as LocaleKey))}
          </p>`
      }
    </slot>
    <button type="button" part="retry-button" @click=${onRetry}>${words.text('retry')}</button>
  </div>`;
}
