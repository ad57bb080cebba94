import { render } from 'lit';
import { type Draft, type DraftErrors, emptyDraft, findErrors } from './order/draft.js';
import { forgetDraft, keepDraft, restoreDraft } from './order/draft-storage.js';
import { showOpenOrder } from './order/open-order.js';
import { orderForm } from './order/order-form.js';
import { OrderRefused, placeOrder } from './order/place-order.js';

const root = document.querySelector<HTMLElement>('#order') ?? document.body;
root.replaceChildren();
root.removeAttribute('aria-busy');

let draft: Draft = restoreDraft();
let errors: DraftErrors = {};
/** Errors appear after the first attempt to submit. From then on each change updates them. */
let attempted = false;
let placing = false;
let refusal: string | undefined;

function change(next: Draft): void {
  draft = next;
  refusal = undefined;
  if (attempted) errors = findErrors(draft);
  keepDraft(draft);
  show();
}

async function submit(): Promise<void> {
  if (placing) return;
  attempted = true;
  errors = findErrors(draft);
  refusal = undefined;
  placing = Object.keys(errors).length === 0;
  show();
  if (!placing) {
    root.querySelector<HTMLElement>('[data-invalid]')?.focus();
    return;
  }
  try {
    const url = await placeOrder(draft);
    // After a failed payment the draft is kept, so that the guest can order the same dishes with another card.
    if (draft.card === 'fails') keepDraft({ ...draft, card: emptyDraft.card });
    else forgetDraft();
    location.assign(url);
  } catch (error) {
    placing = false;
    refusal = error instanceof OrderRefused ? error.message : 'Something went wrong. Your choice is kept.';
    show();
  }
}

function show(): void {
  render(orderForm({ draft, errors, placing, refusal, change, submit }), root);
}

// The back button may restore this page from the back/forward cache, in its busy state. This resets it.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  placing = false;
  show();
});

show();
void showOpenOrder(document.querySelector('#open-order'));
