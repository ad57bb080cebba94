import { html, nothing, type TemplateResult } from 'lit';
import { isFinal } from '../../../order/status.js';
import { drawing, icon } from '../../shared/icon.js';
import type { ViewModel } from '../view-model.js';
import type { Rating } from './guest-actions.events.js';
import { isUnsaid } from './kitchen-messages.js';
import { type Message, type OfferedActions, type OfferedLink, partOf, type Share } from './offered-actions.js';

/** The drawing of a star. */
const star = 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z';
const stars: readonly Rating[] = [1, 2, 3, 4, 5];

/** How was it? One tap on a star answers. */
export function renderRating({ words }: ViewModel, { rating }: OfferedActions): TemplateResult | typeof nothing {
  if (!rating) return nothing;
  const question = html`<div class="rating" part="rating" role="group" aria-labelledby="rating">
    <p id="rating" part="rating-question">${words.text('rating')}</p>
    <button
      type="button"
      class="plain"
      part="rating-dismiss"
      aria-label=${words.text('dismiss')}
    >
      ${icon('close')}
    </button>
    <div class="stars" part="rating-stars">
      ${stars.map(
        (count) => html`<button
          type="button"
          class="plain star"
          part="rating-star"
          value=${count}
          aria-label=${words.text('stars', { count })}
        >
          ${drawing(star)}
        </button>`,
      )}
    </div>
  </div>`;
  const thanks = html`<p class="rating" part="rating-thanks">${words.text('thanks')}</p>`;
  return html`<slot name="rating"
    >${rating === 'question' ? question : rating === 'thanks' ? thanks : nothing}</slot
  >`;
}

/** What the guest can tell the restaurant. States only what is known to have happened: told, sent, not sent. */
export function renderMessages(view: ViewModel, actions: OfferedActions): TemplateResult | typeof nothing {
  const { messages, question } = actions;
  if (!messages.length && !question) return nothing;
  const told = messages.length ? renderTold(view, messages) : nothing;
  return html`<div class="contact" part="contact">${told}${renderQuestion(view, actions)}</div>`;
}

function renderTold({ words }: ViewModel, messages: readonly Message[]): TemplateResult {
  return html`<div class="alerts" part="messages">
    ${messages.map((message) => {
      const { name, said, answer } = message;
      const time = said ? words.time(said) : '';
      const button = html`<button type="button" part="message-button ${partOf(name)}">${words.text(name)}</button>`;
      const state = html`<p part="message-state">
        <strong .textContent=${words.text(name)}></strong>
        <bdi .textContent=${answer ? words.text(answer, { time }) : time}></bdi>
      </p>`;
      return html`${isUnsaid(message) ? button : nothing}${said ? state : nothing}`;
    })}
  </div>`;
}

function renderQuestion({ words }: ViewModel, { question }: OfferedActions): TemplateResult | typeof nothing {
  if (!question) return nothing;
  const { asked, again, answer, reply } = question;
  const time = asked && words.time(asked);
  const state = answer ? words.text(answer, { time: time ?? '' }) : time && words.text('asked', { time });
  return html`<div class="alerts" part="question">
    <button type="button" part="question-button" aria-disabled=${again ? 'true' : nothing}>
      ${words.text('ask')}
    </button>
    ${reply?.drawn ?? nothing}
    ${
      state && !reply
        ? html`<p part="question-state">
          <strong .textContent=${state}></strong>
          <bdi .textContent=${again ? words.text('ask_again', { time: words.time(again) }) : ''}></bdi>
        </p>`
        : nothing
    }
  </div>`;
}

/** Links and buttons that lead on. While the order is open, links open a new tab: the order stays in view. */
export function renderLinks(view: ViewModel, actions: OfferedActions): TemplateResult | typeof nothing {
  const { words, status } = view;
  const { links, share, float } = actions;
  if (!links.length && !share && !float) return nothing;
  const draw = ({ name, isOurs, href }: OfferedLink) => {
    const ours = href
      ? html`<a part="link ${name}" href=${href} rel="noreferrer" target=${isFinal(status) ? nothing : '_blank'}
          >${words.text(name)}</a
        >`
      : html`<button type="button" part="link ${name}">${words.text(name)}</button>`;
    return html`<slot name=${name}>${isOurs ? ours : nothing}</slot>`;
  };
  // What comes later in an evening stands last, where it moves nothing.
  const early = links.filter(({ name }) => name === 'receipt');
  return html`<div class="links" part="links">
    ${early.map(draw)}
    ${share ? html`<button type="button" part="share-button">${words.text('share')}</button>` : nothing}
    ${
      float
        ? html`<button type="button" part="float-button" aria-pressed=${float === 'open'}>
            ${words.text('float')}
          </button>`
        : nothing
    }
    ${links.slice(early.length).map(draw)}
    ${share ? renderShared(view, share) : nothing}
  </div>`;
}

/** What became of the link. One that could not be copied is shown, to be copied by hand. */
function renderShared({ words }: ViewModel, { isCopied, url }: Share): TemplateResult | typeof nothing {
  if (isCopied === undefined) return nothing;
  const link = html`<strong .textContent=${words.text('share_text')}></strong> <bdi part="share-link" .textContent=${url}></bdi>`;
  return html`<p class="shared" part="share-state">
    ${isCopied ? words.text('copied') : url ? link : words.text('not_copied')}
  </p>`;
}
