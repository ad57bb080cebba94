import { html, render } from 'lit';
import { loadLog, loadMessages, play, type SentMessage } from './outbox/outbox-api.js';
import { type OutboxActions, outboxView, type ShownMessage } from './outbox/outbox-view.js';

/** Milliseconds between two questions for new messages, while the page is visible. */
const pause = 1000;
/** As many as the server keeps. */
const most = 200;

const place = document.querySelector<HTMLElement>('#outbox') ?? document.body;
let shown: readonly ShownMessage[] = [];
let isReachable = true;

function change(id: string, changed: (before: ShownMessage) => Partial<ShownMessage>): void {
  shown = shown.map((one) => (one.message.id === id ? { ...one, ...changed(one) } : one));
  show();
}

const actions: OutboxActions = {
  play: ({ id }, what) => {
    play(id, what).then(
      () => change(id, ({ played }) => ({ played: [...played, what] })),
      () => change(id, ({ played }) => ({ played: [...played, `not played: ${what}`] })),
    );
  },
  explain: ({ id, orderId }: SentMessage) => {
    loadLog(orderId).then(
      (log) => change(id, () => ({ log })),
      () => undefined,
    );
  },
};

function show(): void {
  const problem = html`<p class="outbox-problem" role="status">The server cannot be reached. This page tries again.</p>`;
  render(html`${isReachable ? '' : problem}${outboxView(shown, actions)}`, place);
}

async function update(): Promise<void> {
  try {
    const messages = await loadMessages(shown.at(-1)?.message.number ?? 0);
    if (messages.length === 0 && isReachable) return;
    isReachable = true;
    shown = [...shown, ...messages.map((message) => ({ message, played: [], log: undefined }))].slice(-most);
  } catch {
    isReachable = false;
  }
  show();
}

async function follow(): Promise<void> {
  if (!document.hidden) await update();
  setTimeout(follow, pause);
}

place.replaceChildren();
show();
void follow();
