import { html, nothing, type TemplateResult } from 'lit';
import type { Decision, Play, SentMessage } from './outbox-api.js';

/** What the page shows of one message. */
export interface ShownMessage {
  readonly message: SentMessage;
  /** What was played, in order; `not played` if the server refused it. */
  readonly played: readonly string[];
  /** The decisions about its order, once a visitor has asked for them. */
  readonly log: readonly Decision[] | undefined;
}

export interface OutboxActions {
  play(message: SentMessage, what: Play): void;
  explain(message: SentMessage): void;
}

const channels = { push: 'Notification', sms: 'SMS', email: 'Mail' } as const;

/** The words on the buttons of each channel. */
const plays: Readonly<Record<SentMessage['channel'], readonly (readonly [Play, string])[]>> = {
  push: [['shown', 'The phone has shown it']],
  sms: [
    ['delivered', 'Report: delivered'],
    ['failed', 'Report: failed'],
    ['stop', 'Answer STOP'],
  ],
  email: [
    ['delivered', 'Report: delivered'],
    ['failed', 'Report: bounced'],
    ['stop', 'Unsubscribe'],
  ],
};

/** The messages, newest first. */
export function outboxView(shown: readonly ShownMessage[], actions: OutboxActions): TemplateResult {
  if (shown.length === 0) {
    return html`<p class="outbox-empty">
      Nothing yet. <a href="/order">Order something</a>, say how to reach you, close that tab, and set the order to ready in
      <a href="/kitchen">the kitchen</a>: the message appears here.
    </p>`;
  }
  return html`<ol class="outbox-list" reversed aria-label="Messages, newest first">
    ${shown.toReversed().map((one) => html`<li class="outbox-item ${one.message.channel}">${messageView(one, actions)}</li>`)}
  </ol>`;
}

/** STOP is what guests answer: the owner's telephone is in the settings. */
function playsOf({ channel, kind }: ShownMessage['message']) {
  return plays[channel].filter(([what]) => kind !== 'staff' || what !== 'stop');
}

function messageView({ message, played, log }: ShownMessage, actions: OutboxActions): TemplateResult {
  const { channel, kind, to, at, link } = message;
  return html`<header class="outbox-head">
      <strong>${channels[channel]}</strong>
      <span class="outbox-kind">${kind.replaceAll('_', ' ')}</span>
      <span class="quiet">to ${to}</span>
      <time class="quiet" datetime=${at}>${new Date(at).toLocaleTimeString()}</time>
    </header>
    ${bodyView(message)}
    <div class="outbox-plays">
      ${playsOf(message).map(
        ([what, label]) => html`<button type="button" @click=${() => actions.play(message, what)}>${label}</button>`,
      )}
      ${link ? html`<a href=${link} rel="noreferrer" target="_blank">Open its link</a>` : nothing}
    </div>
    <p class="outbox-played" role="status">${played.join(' · ')}</p>
    <details @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && actions.explain(message)}>
      <summary>Why?</summary>
      ${logView(log)}
    </details>`;
}

function bodyView({ channel, title, text, html: mail, language, direction }: SentMessage): TemplateResult {
  switch (channel) {
    case 'sms':
      return html`<p class="outbox-bubble" lang=${language} dir=${direction}>${text}</p>`;
    case 'push':
      return html`<div class="outbox-notification" lang=${language} dir=${direction}><strong>${title}</strong>
        <p>${text}</p></div>`;
    case 'email':
      return html`<div class="outbox-mail" lang=${language} dir=${direction}><strong>${title}</strong>
        ${
          mail === undefined
            ? html`<pre>${text}</pre>`
            : html`<iframe
                title="The mail as HTML"
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                loading="lazy"
                srcdoc=${inNewTabs(mail)}
              ></iframe>
              <details><summary>As plain text</summary><pre>${text}</pre></details>`
        }</div>`;
  }
}

/** Links of a mail open beside the page, as in a mail client. */
function inNewTabs(mail: string): string {
  return mail.replace('<head>', '<head><base target="_blank">');
}

function logView(log: readonly Decision[] | undefined): TemplateResult | typeof nothing {
  if (log === undefined) return nothing;
  if (log.length === 0) return html`<p class="quiet">Nothing is written down about this order any more.</p>`;
  return html`<ol class="outbox-log">
    ${log.map(
      ({ at, decision, reason, kind }) =>
        html`<li>
          <time class="quiet" datetime=${at}>${new Date(at).toLocaleTimeString()}</time>
          <span><strong>${[kind?.replaceAll('_', ' '), decision].filter(Boolean).join(': ')}</strong> ${reason}</span>
        </li>`,
    )}
  </ol>`;
}
