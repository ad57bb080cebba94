import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BoardOrder } from '../../order/board.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import { bell } from '../shared/bell.js';
import { drawing } from '../shared/icon.js';
import { sentences } from '../shared/sentences.js';
import { html } from '../shared/server-html.js';
import type { Wording } from '../shared/wording.js';
import { squeezeOf } from './fit-numbers.js';
import type { BoardViewModel, Freshness, Half } from './view-model.js';

/** What can be pressed. */
export interface BoardActions {
  turnOnSound(): void;
  togglePages(): void;
}

export function renderBoard(view: BoardViewModel, actions: BoardActions): TemplateResult {
  const { words, freshness } = view;
  const hasNumbers = freshness === 'current' || freshness === 'stale';
  return html`<section class="board ${freshness}" part="board" lang=${words.lang} dir=${words.dir} aria-label=${words.text('board')}>
      <div class="screen">
        ${renderHeader(view, actions)} ${renderStale(view)}
        ${hasNumbers ? html`<div class="halves">${view.halves.map((half) => renderHalf(view, half, actions))}</div>` : renderMessage(view)}
      </div>
    </section>
    <p class="quiet" role="status"></p>
    <p class="quiet" role="alert"></p>`;
}

function renderHeader(
  { words, restaurantName, now, snapshot, freshness, sound }: BoardViewModel,
  actions: BoardActions,
) {
  const { connectionStatus } = snapshot;
  const text = freshnessWords(words, snapshot, freshness);
  return html`<header part="header">
    <h2 part="restaurant"><slot name="heading">${restaurantName ? html`<bdi .textContent=${restaurantName}></bdi>` : words.text('board')}</slot>${restaurantName ? html`<span class="quiet"> · ${words.text('board')}</span>` : nothing}</h2>
    ${
      sound === 'offered'
        ? html`<button type="button" part="sound-button" @click=${actions.turnOnSound}>${drawing(bell)} ${words.text('board_sound')}</button>`
        : sound === 'off'
          ? nothing
          : html`<p class="sound" part="sound-state">${drawing(bell)} <span .textContent=${words.text(sound === 'on' ? 'board_sound_on' : 'board_silent')}></span></p>`
    }
    ${
      text
        ? html`<p class="connection ${connectionStatus}" part="connection"><span class="dot" part="connection-dot"></span><span part="connection-text" .textContent=${text}></span></p>`
        : nothing
    }
    <time part="clock" datetime=${now.toISOString()} .textContent=${words.time(now)}></time>
  </header>`;
}

/** How current the numbers are, in words. */
function freshnessWords(words: Wording, snapshot: OrderTrackerSnapshot, freshness: Freshness): string {
  const { connectionStatus, pollInterval } = snapshot;
  switch (connectionStatus) {
    case 'connected':
      return words.text('live');
    case 'polling':
      return words.text('polling', { seconds: words.number(pollInterval) });
    case 'connecting':
      return words.text(freshness === 'current' ? 'updating' : 'connecting');
    case 'offline':
      return words.text('offline');
    case 'denied':
      return words.text('expired');
    case 'error':
      return words.text('unreachable');
    default:
      return '';
  }
}

/** Across the whole screen: guests look at the numbers, not at the dot of the connection. */
function renderStale({ words, snapshot: { lastUpdate }, freshness }: BoardViewModel): TemplateResult | typeof nothing {
  if (freshness !== 'stale' || !lastUpdate) return nothing;
  return html`<p class="notice" part="stale">
    <strong .textContent=${words.text('stale', { time: words.time(lastUpdate) })}></strong>
    <span .textContent=${words.text('board_stale_text')}></span>
  </p>`;
}

function renderHalf(
  view: BoardViewModel,
  { status, all, shown, page, pages }: Half,
  actions: BoardActions,
): TemplateResult {
  const { words, call, isPaused, leftOut } = view;
  const isReady = status === 'ready';
  const isLast = !isReady && leftOut > 0 && page === pages;
  const position = words.text('board_page', { page: words.number(page), pages: words.number(pages) });
  return html`<section class="half ${status}" part="half ${status}" aria-labelledby=${`${status}-heading`}>
    <div class="top">
      <h3 part="half-heading" id=${`${status}-heading`}>${words.text(status)}</h3>
      ${all.length > 0 ? html`<p class="count" part="count" .textContent=${words.number(all.length + (isReady ? 0 : leftOut))}></p>` : nothing}
      ${
        pages > 1
          ? html`<button type="button" class="pages" part="pages" aria-pressed=${isPaused ? 'true' : 'false'}
              aria-label=${sentences([position, words.text('board_pause')])} @click=${actions.togglePages}>
              <span .textContent=${isPaused ? `⏸\ufe0e ${position}` : position}></span></button>`
          : nothing
      }
    </div>
    ${isReady && call ? renderCall(words, call) : nothing}
    ${
      all.length === 0
        ? html`<p class="empty" part="empty">${words.text(isReady ? 'board_nothing_ready' : 'board_nothing_preparing')}</p>`
        : nothing
    }
    <ol class="numbers" part="numbers" data-half=${status} role="list" aria-hidden=${pages > 1 ? 'true' : nothing}>
      ${repeat(
        shown,
        ({ id }) => id,
        ({ id, number }) =>
          html`<li class="number ${squeezeOf(number)} ${isReady && id === call?.id ? 'called' : ''}" part=${isReady && id === call?.id ? 'number called' : 'number'}><bdi .textContent=${number}></bdi></li>`,
      )}
    </ol>
    ${isLast ? html`<p class="left-out" part="left-out" .textContent=${words.text('board_left_out', { count: leftOut })}></p>` : nothing}
    ${
      pages > 1
        ? html`<ol class="quiet" role="list" aria-labelledby=${`${status}-heading`}>${repeat(
            all,
            ({ id }) => id,
            ({ number }) => html`<li><bdi .textContent=${number}></bdi></li>`,
          )}</ol>`
        : nothing
    }
  </section>`;
}

/** The number that is called out; the live region says it in full. */
function renderCall(words: Wording, { number }: BoardOrder): TemplateResult {
  return html`<div class="call" part="call" aria-hidden="true">
    ${repeat(
      [number],
      (called) => called,
      () => html`<p class="call-number ${squeezeOf(number)}" part="call-number"><bdi .textContent=${number}></bdi></p>`,
    )}
    <p class="call-text" part="call-text" .textContent=${words.text('board_called', { number })}></p>
  </div>`;
}

/** The message in the place of the numbers, where there are none. */
function renderMessage({ words, error, freshness, snapshot }: BoardViewModel): TemplateResult {
  const { connectionStatus, lastUpdate } = snapshot;
  const [title, text] =
    connectionStatus === 'denied'
      ? [words.text('board_denied')]
      : error && (error.code === 'config' || error.code === 'not-found' || error.code === 'unreadable')
        ? [words.text('board_problem'), words.text('board_problem_text')]
        : connectionStatus === 'idle'
          ? [words.text('board_problem'), words.text('board_problem_text')]
          : freshness === 'lost' && lastUpdate
            ? [words.text('stale', { time: dayAndTime(lastUpdate, words.tag) }), words.text('board_stale_text')]
            : connectionStatus === 'offline'
              ? [words.text('offline_title'), words.text('board_stale_text')]
              : connectionStatus === 'error'
                ? [words.text('error_unreachable'), words.text('board_stale_text')]
                : [words.text('connecting')];
  return html`<div class="message" part="message">
    <p class="message-title" part="message-title" .textContent=${title}></p>
    ${text ? html`<p part="message-text" .textContent=${text}></p>` : nothing}
  </div>`;
}

function dayAndTime(date: Date, tag: string): string {
  return date.toLocaleString(tag, { weekday: 'long', hour: 'numeric', minute: '2-digit' });
}
