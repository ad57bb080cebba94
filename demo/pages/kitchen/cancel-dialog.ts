import { html, render } from 'lit';
import { live } from 'lit/directives/live.js';
import type { KitchenOrder } from './kitchen-order.js';

const commonReasons = [
  'A dish has run out',
  'The kitchen is closing',
  'The guest asked us to',
  'Ordered twice by mistake',
];

/**
 * Asks why an order is cancelled; the guest will read the answer. Resolves with the reason, or with nothing if staff
 * changed their mind.
 */
export function askForReason(order: KitchenOrder): Promise<string | undefined> {
  const dialog = document.createElement('dialog');
  dialog.className = 'cancel-dialog';
  dialog.setAttribute('aria-labelledby', 'cancel-heading');
  let reason = '';

  function show(problem?: string): void {
    render(
      html`
        <form
          @submit=${(event: Event) => {
            event.preventDefault();
            if (reason.trim() === '') show('Please say why: the guest will read it.');
            else dialog.close(reason.trim());
          }}
        >
          <h2 id="cancel-heading">Cancel order ${order.number}?</h2>
          <div class="reasons">
            ${commonReasons.map(
              (text) => html`
                <button
                  type="button"
                  aria-pressed=${reason === text}
                  @click=${() => {
                    reason = text;
                    show();
                  }}
                >${text}</button>
              `,
            )}
          </div>
          <label class="field">
            <span>Reason, as the guest will read it</span>
            <textarea
              name="reason"
              rows="2"
              maxlength="200"
              .value=${live(reason)}
              aria-invalid=${problem !== undefined}
              aria-describedby="cancel-problem"
              ?data-invalid=${problem !== undefined}
              @input=${({ target }: Event) => {
                if (target instanceof HTMLTextAreaElement) reason = target.value;
                show();
              }}
            ></textarea>
          </label>
          <p class="field-error" id="cancel-problem" role="alert">${problem}</p>
          <div class="dialog-actions">
            <button type="button" @click=${() => dialog.close()}>Keep it</button>
            <button type="submit" class="danger">Cancel order</button>
          </div>
        </form>
      `,
      dialog,
    );
  }

  show();
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue || undefined);
    });
  });
}
