import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.js';
import type { Localization } from './localization.js';

/** What has just changed. It takes its own room, so that it covers nothing, and goes by itself or at a tap. */
export function renderToast(
  text: string | undefined,
  words: Localization,
  onDismiss: () => void,
): TemplateResult | typeof nothing {
  return text
    ? html`<div class="toast" part="toast">
        <p part="toast-text">${text}</p>
        <button type="button" class="plain" part="toast-dismiss" aria-label=${words.text('dismiss')} @click=${onDismiss}>
          ${icon('close')}
        </button>
      </div>`
    : nothing;
}
