import { html, type TemplateResult } from 'lit';

/** Which order the preview follows for real: that of the settings, or one that was placed in this demo. */
export type Trial = 'none' | 'placing' | 'placed' | 'failed';

/** Beneath the preview while it follows a real back end. */
export function realView(trial: Trial, place: () => void): TemplateResult {
  return html`
    <div class="real">
      <h3>The real thing</h3>
      <p>
        ${
          trial === 'placed'
            ? html`It follows an order in this demo. <a href="/kitchen" target="_blank" rel="noreferrer">Open the kitchen</a>
              and move it on.`
            : 'The element asks your back end, just as it is set up. It needs an order id under “The order”.'
        }
      </p>
      <button type="button" class="plain-button" data-action="trial" aria-disabled=${trial === 'placing'} @click=${place}>
        ${trial === 'placed' ? 'Order another espresso' : 'Order an espresso in this demo instead'}
      </button>
      <p class="refusal" role="alert">${trial === 'failed' ? 'The demo server cannot be reached.' : ''}</p>
    </div>
  `;
}
