import { render } from 'lit';
import type { ContactDraft } from './order/contacts-view.js';
import { type Draft, type DraftErrors, emptyDraft, findErrors } from './order/draft.js';
import { forgetDraft, keepDraft, restoreDraft } from './order/draft-storage.js';
import { loadOfferedChannels, type OfferedChannels } from './order/offered-channels.js';
import { showOpenOrder } from './order/open-order.js';
import { orderForm } from './order/order-form.js';
import { OrderRefused, placeOrder } from './order/place-order.js';
import { subscribeToPush } from './order/subscribe-to-push.js';
import { consentWords, contactChannels, keepContacts } from './shared/contacts.js';

const root = document.querySelector<HTMLElement>('#order') ?? document.body;
root.replaceChildren();
root.removeAttribute('aria-busy');

let draft: Draft = restoreDraft();
let errors: DraftErrors = {};
/** Errors appear after the first attempt to submit. From then on each change updates them. */
let attempted = false;
let placing = false;
let refusal: string | undefined;
let offered: OfferedChannels = {};
/** Not kept with the draft: an address stays on the page until there is an order. */
let contacts: ContactDraft = {};
/** Why the box for pushes is not ticked any more. */
let pushProblem: string | undefined;
/** The browser's answer to the box for pushes, while it takes its time. */
let pushAnswer: Promise<void> = Promise.resolve();
/** Milliseconds that an order waits for that answer, at most. The page with the tracker asks again. */
const pushAnswerLimit = 3_000;

function change(next: Draft): void {
  draft = next;
  refusal = undefined;
  if (attempted) errors = findErrors(draft);
  keepDraft(draft);
  show();
}

function changeContacts(next: ContactDraft): void {
  contacts = next;
  show();
}

async function wantPush(isWanted: boolean): Promise<void> {
  const { push: _, ...others } = contacts;
  pushProblem = undefined;
  changeContacts(isWanted ? { ...others, push: { address: '' } } : others);
  const { push } = offered;
  if (!isWanted || !push) return;
  const answer = await subscribeToPush(push.public_key);
  pushProblem = 'problem' in answer ? answer.problem : undefined;
  const { push: stillWanted, ...now } = contacts;
  changeContacts(stillWanted && 'address' in answer ? { ...now, push: answer } : now);
}

/** What is ticked, for the page that follows the order. A card that was declined leaves no order to tell about. */
function handOn(confirmation: string): void {
  const orderId = new URL(confirmation).searchParams.get('order_id') ?? '';
  const ticked = contactChannels.flatMap((channel) => {
    const contact = contacts[channel];
    // Without a subscription yet there is nothing to hand on.
    const isAnswered = channel !== 'push' || contact?.address !== '';
    return contact && isAnswered
      ? [{ channel, address: contact.address.trim(), wording: consentWords(channel, offered) }]
      : [];
  });
  keepContacts(orderId, draft.card === 'fails' ? [] : ticked);
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
    await Promise.race([pushAnswer, new Promise((resolve) => setTimeout(resolve, pushAnswerLimit))]);
    handOn(url);
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
  const pushes = {
    offered,
    contacts,
    pushProblem,
    changeContacts,
    wantPush: (wanted: boolean) => {
      pushAnswer = wantPush(wanted);
    },
  };
  render(orderForm({ draft, errors, placing, refusal, change, submit, ...pushes }), root);
}

// The back button may restore this page from the back/forward cache, in its busy state. This resets it.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  placing = false;
  show();
});

show();
void loadOfferedChannels().then((channels) => {
  offered = channels;
  show();
});
void showOpenOrder(document.querySelector('#open-order'));
