import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleKey } from '../../../locales/locale.js';
import { sentences } from '../../shared/sentences.js';
import type { Wording } from '../../shared/wording.js';
import type { ConsentWords, GuestChannels } from './guest-channels.js';
import type { Channel } from './notify-endpoint.js';
import { reachText } from './reach-words.js';

/** What the guest can do with the channels. */
export interface ReachActs {
  toggle(): void;
  tick(channel: Channel, isTicked: boolean): void;
  agree(channel: Channel, typed: string): Promise<void>;
  stop(channel: Channel): Promise<void>;
}

/** What this element shows of them. */
export interface ReachView {
  readonly isOpen: boolean;
  readonly ticked: ReadonlySet<Channel>;
  /** What the guest agrees to. */
  readonly consent: (channel: Channel) => ConsentWords;
  /** What has to happen before notifications can be turned on; `undefined`: nothing. */
  readonly pushNote: LocaleKey | undefined;
  readonly acts: ReachActs;
}

/** The fields of what is typed: what browsers and keyboards of phones want to know of them. */
const fields = {
  sms: { label: 'reach_number', type: 'tel', problem: 'reach_bad_number' },
  email: { label: 'reach_address', type: 'email', problem: 'reach_bad_address' },
} as const;

/** What is on, each with one tap to stop it; below it one quiet line, which opens what else is offered. */
export function renderWays(
  words: Wording,
  channels: Pick<GuestChannels, 'given' | 'busy' | 'problem' | 'outcome'>,
  offered: readonly Channel[],
  view: ReachView,
): TemplateResult | typeof nothing {
  const { given, outcome, problem } = channels;
  if (!given.length && !offered.length) return nothing;
  const text = (key: LocaleKey) => reachText(words, key);
  const { isOpen, acts } = view;
  const failed = problem && given.includes(problem.channel) ? problem.text : undefined;
  return html`<div class="reach" part="reach">
    <p class="quiet" role="status" .textContent=${sentences(outcome.map(text))}></p>
    ${given.map((channel) => renderGiven(channel, text, channels, acts))}
    ${failed ? html`<p class="wrong" part="reach-problem" role="alert" .textContent=${text(failed)}></p>` : nothing}
    ${
      offered.length
        ? html`<button
            type="button"
            class="plain quieter"
            part="reach-button"
            aria-expanded=${isOpen ? 'true' : 'false'}
            @click=${acts.toggle}
          >
            ${text(given.length ? 'reach_more' : 'reach')}
          </button>`
        : nothing
    }
    ${
      isOpen && offered.length
        ? html`<div class="ways" part="reach-options">
            ${offered.map((channel) => renderOffer(channel, words, channels, view))}
          </div>`
        : nothing
    }
  </div>`;
}

function renderGiven(
  channel: Channel,
  text: (key: LocaleKey) => string,
  { busy }: Pick<GuestChannels, 'busy'>,
  { stop }: ReachActs,
): TemplateResult {
  return html`<div class="given" part="reach-given">
    <p part="reach-given-text" id=${`reach-${channel}`}>${text(`reach_${channel}_on`)}</p>
    <button
      type="button"
      class="plain quieter"
      part="reach-stop-button"
      value=${channel}
      aria-describedby=${`reach-${channel}`}
      aria-disabled=${busy ? 'true' : nothing}
      @click=${() => void stop(channel)}
    >
      ${text('reach_stop')}
    </button>
  </div>`;
}

function renderOffer(
  channel: Channel,
  words: Wording,
  channels: Pick<GuestChannels, 'busy' | 'problem'>,
  { ticked, consent, pushNote, acts }: ReachView,
): TemplateResult {
  const { wording } = consent(channel);
  if (channel === 'push' && pushNote) {
    const isNews = channels.problem?.channel === channel;
    return html`<div class="way" part="reach-option">
      <p part="reach-words">${wording}</p>
      <p class=${isNews ? 'wrong' : nothing} part="reach-problem" role=${isNews ? 'alert' : nothing} .textContent=${reachText(words, pushNote)}></p>
    </div>`;
  }
  if (channel === 'push') {
    return html`<div class="way" part="reach-option">
      <p part="reach-words" id="reach-words-push">${wording}</p>
      <button
        type="button"
        part="reach-agree-button"
        aria-describedby="reach-words-push"
        aria-disabled=${channels.busy ? 'true' : nothing}
        @click=${() => void acts.agree(channel, '')}
      >
        ${reachText(words, 'reach_push')}
      </button>
      ${renderProblem(channel, words, channels)}
    </div>`;
  }
  const isTicked = ticked.has(channel);
  return html`<div class="way" part="reach-option">
    <label class="choice" part="reach-choice">
      <input
        type="checkbox"
        part="reach-box"
        value=${channel}
        .checked=${isTicked}
        @change=${({ target }: Event) => acts.tick(channel, (target as HTMLInputElement).checked)}
      />
      <span part="reach-words">${wording}</span>
    </label>
    ${isTicked ? renderForm(channel, words, channels, acts) : nothing}
  </div>`;
}

function renderForm(
  channel: 'sms' | 'email',
  words: Wording,
  channels: Pick<GuestChannels, 'busy' | 'problem'>,
  { agree }: ReachActs,
): TemplateResult {
  const { label, type } = fields[channel];
  const isWrong = channels.problem?.channel === channel;
  const send = (submit: Event) => {
    // Never sent by the browser: what is typed would be in an address.
    submit.preventDefault();
    const input = (submit.currentTarget as HTMLFormElement).querySelector('input');
    void agree(channel, input?.value ?? '');
  };
  return html`<form part="reach-form" @submit=${send}>
    <label part="reach-label" for=${`reach-input-${channel}`}>${reachText(words, label)}</label>
    <input
      part="reach-input"
      id=${`reach-input-${channel}`}
      type=${type}
      inputmode=${type}
      autocomplete=${type}
      dir="ltr"
      maxlength="254"
      required
      aria-invalid=${isWrong ? 'true' : nothing}
      aria-describedby=${isWrong ? `reach-problem-${channel}` : nothing}
    />
    <button type="submit" part="reach-agree-button" aria-disabled=${channels.busy ? 'true' : nothing}>
      ${reachText(words, 'reach_agree')}
    </button>
    ${renderProblem(channel, words, channels)}
  </form>`;
}

function renderProblem(
  channel: Channel,
  words: Wording,
  { problem }: Pick<GuestChannels, 'problem'>,
): TemplateResult | typeof nothing {
  if (problem?.channel !== channel) return nothing;
  return html`<p class="wrong" part="reach-problem" id=${`reach-problem-${channel}`} role="alert">
    ${reachText(words, problem.text)}
  </p>`;
}
