import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { OrderStatus } from '../../../../src/order/status.js';
import type { ConnectionStatus } from '../../../../src/tracker/connection-status.js';
import type { Network } from '../simulation/simulated-restaurant.js';
import { type StoryName, storyNames } from '../simulation/stories.js';
import type { RecordedStretch } from './story-record.js';
import { type Speed, speeds, type TimeMachine } from './time-machine.js';

export interface TimeMachineView {
  readonly machine: TimeMachine;
  /** What a guest reads over the story; empty while it is being recorded. */
  readonly recorded: readonly RecordedStretch[];
  readonly chooseStory: (name: StoryName) => void;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly tone: string;
  readonly label: string;
}

const statusWords: Record<OrderStatus, string> = {
  scheduled: 'Scheduled',
  pending: 'Received',
  preparing: 'Preparing',
  ready: 'Ready',
  served: 'Served',
  out_for_delivery: 'On its way',
  completed: 'Completed',
  cancelled: 'Cancelled',
  rejected: 'Not accepted',
  failed: 'Failed',
  refunded: 'Refunded',
};

const networkWords: Record<Network, string> = {
  live: 'Everything works',
  reads: 'No sockets',
  nothing: 'Server down',
  hanging: 'No answer',
  offline: 'Phone offline',
  forbidden: 'Link refused',
  unknown: 'Order unknown',
};

const connectionWords: Record<ConnectionStatus, string> = {
  idle: '',
  connecting: 'Connecting',
  connected: 'Live',
  polling: 'Checking',
  error: 'Not current',
  offline: 'Offline',
  denied: 'Link expired',
  closed: 'Finished',
};

/** The story as a timeline that can be played, scrubbed and stepped through. */
export function timeMachineView({ machine, recorded, chooseStory }: TimeMachineView): TemplateResult {
  const { story, time, latest, clock, isPlaying, speed } = machine;
  const now = clockTime(clock);
  return html`
    <div class="machine-head">
      <p class="machine-now" aria-hidden="true">
        <time>${now}</time> <strong>${latest?.title}</strong> <span class="machine-text">${latest?.text}</span>
      </p>
      <label class="inline-field">
        <span>Story</span>
        <select
          name="story"
          @change=${({ target }: Event) => {
            if (target instanceof HTMLSelectElement) chooseStory(target.value as StoryName);
          }}
        >
          ${Object.entries(storyNames).map(
            ([name, label]) => html`<option value=${name} ?selected=${name === machine.storyName}>${label}</option>`,
          )}
        </select>
      </label>
    </div>
    <div class="timeline">
      ${row('Kitchen', kitchenRow(machine), story.length)} ${row('Network', networkRow(machine), story.length)}
      ${row('Guest reads', recorded.map(readStretch), story.length)}
      <div class="timeline-rail">
        <input
          type="range"
          class="scrubber"
          name="time"
          aria-label="Moment of the story"
          aria-valuetext=${`${now}, ${latest?.title ?? ''}`}
          min="0"
          max=${story.length}
          step="1000"
          .value=${String(time)}
          @input=${({ target }: Event) => {
            if (!(target instanceof HTMLInputElement)) return;
            machine.pause();
            machine.seek(Number(target.value));
          }}
        />
        <div class="playhead" style=${styleMap({ '--at': String(time / story.length) })}></div>
      </div>
    </div>
    <div class="machine-controls">
      <button type="button" class="round" data-action="back" aria-label="Back to the event before" @click=${() => machine.step(-1)}>
        ${drawing('M17 5v14l-9-7zM6 5v14')}
      </button>
      <button
        type="button"
        class="round play"
        data-action="play"
        aria-label=${isPlaying ? 'Pause' : 'Play'}
        @click=${() => (isPlaying ? machine.pause() : machine.play())}
      >
        ${isPlaying ? drawing('M8 5v14M16 5v14') : drawing('M8 5v14l11-7z')}
      </button>
      <button type="button" class="round" data-action="forward" aria-label="On to the next event" @click=${() => machine.step(1)}>
        ${drawing('M7 5v14l9-7zM18 5v14')}
      </button>
      ${speedField(machine, speed)}
    </div>
    <ol class="chapters" aria-label="Events">
      ${story.events.map(
        (event) => html`
          <li>
            <button
              type="button"
              data-chapter=${event.title}
              aria-current=${event === latest ? 'step' : nothing}
              @click=${() => machine.stepTo(event)}
            >${event.title}</button>
          </li>
        `,
      )}
    </ol>
  `;
}

function speedField(machine: TimeMachine, speed: Speed): TemplateResult {
  return html`
    <label class="inline-field">
      <span>Speed</span>
      <select
        name="speed"
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) machine.setSpeed(Number(target.value) as Speed);
        }}
      >
        ${speeds.map((value) => html`<option value=${value} ?selected=${value === speed}>${value} ×</option>`)}
      </select>
    </label>
  `;
}

/** Decorative; the list of events has the same content. */
function row(name: string, stretches: readonly Stretch[], length: number): TemplateResult {
  return html`
    <div class="track-row" aria-hidden="true">
      <span class="track-name">${name}</span>
      <div class="track-stretches">
        ${stretches.map(({ from, to, tone, label }) => {
          const place = { '--from': String(from / length), '--share': String((to - from) / length) };
          return html`<span class="stretch" data-tone=${tone} title=${label} style=${styleMap(place)}><b>${label}</b></span>`;
        })}
      </div>
    </div>
  `;
}

function kitchenRow({ story }: TimeMachine): readonly Stretch[] {
  const changes = story.events.flatMap(({ at, change }) => (change?.status ? [{ at, status: change.status }] : []));
  const moves = [{ at: 0, status: 'pending' as OrderStatus }, ...changes];
  return moves.map(({ at, status }, index) => ({
    from: at,
    to: moves[index + 1]?.at ?? story.length,
    tone: status,
    label: statusWords[status],
  }));
}

function networkRow({ story }: TimeMachine): readonly Stretch[] {
  const changes = story.events.flatMap(({ at, network }) => (network ? [{ at, network }] : []));
  const states = [{ at: 0, network: 'live' as Network }, ...changes];
  return states.map(({ at, network }, index) => ({
    from: at,
    to: states[index + 1]?.at ?? story.length,
    tone: network,
    label: networkWords[network],
  }));
}

function readStretch({ from, to, connection }: RecordedStretch): Stretch {
  return { from, to, tone: connection, label: connectionWords[connection] };
}

function drawing(path: string): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

function clockTime(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(date);
}
