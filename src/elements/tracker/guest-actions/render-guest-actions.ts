import { html, nothing, type TemplateResult } from 'lit';
import { isFinal } from '../../../order/status.js';
import { drawing, icon } from '../../shared/icon.js';
import type { Rating } from '../order-status-tracker.events.js';
import type { ViewModel } from '../view-model.js';
import type { OfferedActions } from './offered-actions.js';

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

/** Asks the kitchen how the order is doing. States only what is known to have happened: asked, sent, not sent. */
export function renderQuestion({ words }: ViewModel, { question }: OfferedActions): TemplateResult | typeof nothing {
  if (!question) return nothing;
  const { asked, again, answer } = question;
  const time = asked && words.time(asked);
  const state = answer ? words.text(answer, { time: time ?? '' }) : time && words.text('asked', { time });
  return html`<div class="alerts" part="question">
    <button type="button" part="question-button" aria-disabled=${again ? 'true' : nothing}>
      ${words.text('ask')}
    </button>
    ${
      state
        ? html`<p part="question-state">
          <strong>${state}</strong> ${again ? words.text('ask_again', { time: words.time(again) }) : nothing}
        </p>`
        : nothing
    }
  </div>`;
}

/** Links and buttons to reorder, receipt and tip. While the order is open they open a new tab: the order stays in view. */
export function renderLinks({ words, status }: ViewModel, { links }: OfferedActions): TemplateResult | typeof nothing {
  if (!links.length) return nothing;
  return html`<div class="links" part="links">
    ${links.map(({ name, isOurs, href }) => {
      const ours = href
        ? html`<a
            part="link ${name}"
            href=${href}
            rel="noreferrer"
            target=${isFinal(status) ? nothing : '_blank'}
            >${words.text(name)}</a
          >`
        : html`<button type="button" part="link ${name}">${words.text(name)}</button>`;
      return html`<slot name=${name}>${isOurs ? ours : nothing}</slot>`;
    })}
  </div>`;
}
