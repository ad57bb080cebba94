import { html, nothing, type TemplateResult } from 'lit';
import type { Player, PlayerState } from './player.js';
import type { SampleProvider } from './relay-api.js';

/** The controls with which a visitor plays a provider. */
export function controls(player: Player, samples: readonly SampleProvider[]): TemplateResult {
  const { sample, steps, isBusy } = player.state;
  const next = sample.steps[steps.length];
  const choose = ({ target }: Event) => {
    const chosen = samples.find(({ provider }) => provider === (target as HTMLSelectElement).value);
    if (chosen) player.choose(chosen);
  };
  return html`
    <label class="relay-provider">
      Provider
      <select @change=${choose}>
        ${samples.map(
          ({ provider, title }) => html`
            <option value=${provider} ?selected=${provider === sample.provider}>${title}</option>
          `,
        )}
      </select>
    </label>
    <ol class="relay-steps" aria-label="What the provider says, in its words">
      ${sample.steps.map(({ word }, index) => html`<li class=${classOf(steps[index])}>${word}${noteOf(steps[index])}</li>`)}
    </ol>
    ${
      next
        ? html`<button type="button" class="primary" aria-disabled=${isBusy} @click=${() => !isBusy && player.next('signed')}>
            Send ${next.word}
          </button>`
        : html`<button type="button" class="primary" @click=${() => player.choose(sample)}>Another order</button>`
    }
    <div class="relay-more">
      ${action('Send again', () => player.again(), isBusy || !steps.includes('signed'))}
      ${action('Forge it', () => player.forge(), isBusy)}
      ${action('Lose the next', () => player.next('lost'), isBusy || !next || steps.length === 0)}
      ${
        steps.includes('lost')
          ? action('Send the lost', () => player.late(), isBusy)
          : action('Unknown word', () => player.unknown(), isBusy || steps.length === 0)
      }
      ${action('Read back', () => player.readBack(), isBusy || steps.length === 0)}
      ${action('New order', () => player.choose(sample), isBusy || steps.length === 0)}
    </div>
  `;
}

function classOf(how: PlayerState['steps'][number] | undefined): string {
  return how === 'lost' ? 'lost' : how ? 'sent' : '';
}

function noteOf(how: PlayerState['steps'][number] | undefined) {
  const note = { lost: ', lost', signed: ', sent' }[how as string];
  return note ? html`<span class="visually-hidden">${note}</span>` : nothing;
}

function action(label: string, press: () => void, isOff: boolean): TemplateResult {
  return html`<button type="button" ?disabled=${isOff} @click=${press}>${label}</button>`;
}

/** What was sent and what became of it, the newest first. */
export function log({ log: entries }: PlayerState): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  return html`
    <h2>Messages</h2>
    ${entries.map(
      ({ text, tone, message }, index) => html`
        <article class="relay-entry ${tone}">
          <p role=${index === 0 ? 'status' : nothing}>${text}</p>
          ${message === undefined ? nothing : html`<details><summary>As it was sent</summary><pre tabindex="0">${message}</pre></details>`}
        </article>
      `,
    )}
  `;
}
