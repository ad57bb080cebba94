import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { OrderStatusTracker } from '../../../src/elements/tracker/order-status-tracker.js';
import { en } from '../../../src/locales/en.js';
import type { TimeMachine } from '../playground/preview/time-machine.js';
import { type Duel, type Stretch, trueStatus, type Verdict, verdictOn } from './duel-record.js';

export interface HookView {
  readonly status: string | undefined;
  readonly isLive: boolean;
}

const words: Readonly<Record<string, unknown>> = en;

const verdictWords: Readonly<Record<Verdict, string>> = {
  live: 'Current',
  open: 'Not current, and says so',
  wrong: 'Wrong, and says “Live”',
};

/** Draws the duel. Each run gets a new element, so that no state of an earlier run is left in it. */
export class DuelView {
  recorded: Duel | undefined;
  #tracker: OrderStatusTracker | undefined;

  /** A new element for this order. */
  trackerOf(orderId: string): OrderStatusTracker {
    const tracker = document.createElement('order-status-tracker');
    const attributes = { 'order-id': orderId, fulfilment: 'pickup', layout: 'compact', lang: 'en', cache: 'none' };
    for (const [name, value] of Object.entries({ ...attributes, sound: 'off', vibrate: 'off', notify: 'off' })) {
      tracker.setAttribute(name, value);
    }
    this.#tracker = tracker;
    return tracker;
  }

  draw(machine: TimeMachine, hook: HookView): TemplateResult {
    const { story, time, latest } = machine;
    const kitchen = trueStatus(story, time);
    const tracker = this.#tracker;
    const ours = verdictOn(
      story,
      time,
      tracker?.status,
      ['connected', 'polling', 'closed'].includes(tracker?.connectionStatus ?? ''),
    );
    const theirs = verdictOn(story, time, hook.status, hook.isLive);
    return html`
      <p class="duel-now"><time>${clockOf(machine)}</time> <strong>${latest?.title}</strong> <span>${latest?.text}</span></p>
      <div class="duel-lines">
        ${line('Kitchen', kitchenStretches(machine), story.length)}
        ${line('This element', (this.recorded?.tracker ?? []).map(withTone), story.length)}
        ${line('Usual hook', (this.recorded?.hook ?? []).map(withTone), story.length)}
        <div class="duel-rail">
          <button type="button" class="primary" data-action="play" @click=${() => (machine.isPlaying ? machine.pause() : machine.play())}>
            ${machine.isPlaying ? 'Pause' : 'Play'}
          </button>
          <input
            type="range" aria-label="Moment of the story" aria-valuetext=${`${clockOf(machine)}, ${latest?.title ?? ''}, in the kitchen: ${words[kitchen] ?? kitchen}`}
            min="0" max=${story.length} step="1000" .value=${String(time)}
            @input=${({ target }: Event) => {
              if (!(target instanceof HTMLInputElement)) return;
              machine.pause();
              machine.seek(Number(target.value));
            }}
          />
        </div>
        <div class="duel-head" style=${styleMap({ '--at': String(time / story.length) })}></div>
      </div>
      <div class="duel-sides">
        <section class="side" data-verdict=${ours} aria-label="This element">
          <h3>This element</h3>
          <div class="side-screen">${keyed(tracker, tracker ?? nothing)}</div>
          <p class="verdict">${verdictWords[ours]}</p>
        </section>
        <section class="side" data-verdict=${theirs} aria-label="The usual hook">
          <h3>The usual hook</h3>
          <div class="side-screen"><div class="usual">
            <p class="usual-live" data-live=${hook.isLive}>${hook.isLive ? 'Live' : 'Connecting…'}</p>
            <p class="usual-status">${words[hook.status ?? ''] ?? 'Loading…'}</p>
            <p class="usual-number">Order 42</p>
          </div></div>
          <p class="verdict">${verdictWords[theirs]}</p>
        </section>
      </div>
    `;
  }
}

interface ToneStretch {
  readonly from: number;
  readonly to: number;
  readonly tone: string;
  readonly label: string;
}

function withTone({ from, to, verdict }: Stretch): ToneStretch {
  return { from, to, tone: verdict, label: { live: 'Current', open: 'Not current', wrong: 'Wrong' }[verdict] };
}

function kitchenStretches({ story }: TimeMachine): readonly ToneStretch[] {
  const changes = story.events.flatMap(({ at, change }) => (change?.status ? [{ at, status: change.status }] : []));
  const all = [{ at: 0, status: 'pending' }, ...changes];
  return all.map(({ at, status }, index) => ({
    from: at,
    to: all[index + 1]?.at ?? story.length,
    tone: status,
    label: String(words[status] ?? status),
  }));
}

/** Decorative: the words above say the same. */
function line(name: string, stretches: readonly ToneStretch[], length: number): TemplateResult {
  return html`
    <div class="duel-line" aria-hidden="true">
      <span>${name}</span>
      <div>
        ${stretches.map(
          ({ from, to, tone, label }) =>
            html`<b data-tone=${tone} style=${styleMap({ '--from': String(from / length), '--share': String((to - from) / length) })}><i>${label}</i></b>`,
        )}
      </div>
    </div>
  `;
}

function clockOf({ clock }: TimeMachine): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(clock);
}
