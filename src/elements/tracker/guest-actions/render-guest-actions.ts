import { html, nothing, type TemplateResult } from 'lit';
import { isFinal, type Offer } from '../../../order/status.js';
import { icon } from '../../shared/icon.js';
import type { Rating } from '../order-status-tracker.events.js';
import type { View } from '../view-model.js';

export const linkNames = ['reorder', 'receipt', 'tip'] as const satisfies readonly Offer[];
export type LinkName = (typeof linkNames)[number];

/** Something that the page offers: where it leads, or `undefined` where the page itself does it. */
export interface OfferedLink {
  readonly name: LinkName;
  /** Whether it has a button or link of our own; otherwise there is only what the page has put into the slot. */
  readonly isOurs: boolean;
  readonly href: string | undefined;
}

/** How a question to the kitchen stands. */
export interface Question {
  /** When it was asked; `undefined` if it never was. */
  readonly asked: Date | undefined;
  /** When it may be asked again; `undefined`: now. */
  readonly again: Date | undefined;
  /** What the page says of it; `undefined` where it says nothing. */
  readonly answer: 'sending' | 'sent' | 'not_sent' | undefined;
}

/** What the guest can do at this moment, beside following the order. */
export interface Services {
  /** `slot`: only what the page has put there. */
  readonly rating: 'question' | 'thanks' | 'slot' | undefined;
  readonly links: readonly OfferedLink[];
  readonly question: Question | undefined;
  readonly rate: (rating: Rating) => void;
  readonly dismissRating: () => void;
  readonly follow: (name: LinkName, click: Event) => void;
  readonly ask: () => void;
  /** When some of this changes by itself, in milliseconds; `Infinity`: never. */
  readonly changesIn: number;
}

const stars: readonly Rating[] = [1, 2, 3, 4, 5];

/** One question that one tap answers. */
export function renderRating(
  { words }: View,
  { rating, rate, dismissRating }: Services,
): TemplateResult | typeof nothing {
  if (!rating) return nothing;
  const question = html`<div class="rating" part="rating" role="group" aria-labelledby="rating">
    <p id="rating" part="rating-question">${words.text('rating')}</p>
    <button
      type="button"
      class="plain"
      part="rating-dismiss"
      aria-label=${words.text('dismiss')}
      @click=${dismissRating}
    >
      ${icon('close')}
    </button>
    <div class="stars" part="rating-stars">
      ${stars.map(
        (count) => html`<button
          type="button"
          class="plain star"
          part="rating-star"
          aria-label=${words.text('stars', { count })}
          @click=${() => rate(count)}
        >
          ${icon('star')}
        </button>`,
      )}
    </div>
  </div>`;
  const thanks = html`<p class="rating" part="rating-thanks">${words.text('thanks')}</p>`;
  return html`<slot name="rating"
    >${rating === 'question' ? question : rating === 'thanks' ? thanks : nothing}</slot
  >`;
}

/** Asks the kitchen for a sign of life, once in a while; says no more than what is known to have happened. */
export function renderQuestion({ words }: View, { question, ask }: Services): TemplateResult | typeof nothing {
  if (!question) return nothing;
  const { asked, again, answer } = question;
  const time = asked && words.time(asked);
  const told = answer ? words.text(answer, { time: time ?? '' }) : time && words.text('asked', { time });
  return html`<div class="alerts" part="question">
    <button type="button" part="question-button" aria-disabled=${again ? 'true' : nothing} @click=${ask}>
      ${words.text('ask')}
    </button>
    ${
      told
        ? html`<p part="question-state">
          <strong>${told}</strong> ${again ? words.text('ask_again', { time: words.time(again) }) : nothing}
        </p>`
        : nothing
    }
  </div>`;
}

/** Links and buttons to what the restaurant has besides. A new tab leaves the order in view while it is on its way. */
export function renderLinks({ words, status }: View, { links, follow }: Services): TemplateResult | typeof nothing {
  if (!links.length) return nothing;
  return html`<div class="links" part="links">
    ${links.map(({ name, isOurs, href }) => {
      const click = (event: Event) => follow(name, event);
      const ours = href
        ? html`<a
            part="link ${name}"
            href=${href}
            rel="noreferrer"
            target=${isFinal(status) ? nothing : '_blank'}
            @click=${click}
            >${words.text(name)}</a
          >`
        : html`<button type="button" part="link ${name}" @click=${click}>${words.text(name)}</button>`;
      return html`<slot name=${name}>${isOurs ? ours : nothing}</slot>`;
    })}
  </div>`;
}
