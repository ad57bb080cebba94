import { html, nothing, type TemplateResult } from 'lit';
import type { View } from './view.js';

/** How fresh the picture is, in words made from facts. */
export function connectionWords({ words, snapshot, isUpdating }: View): string {
  const { connectionStatus, lastUpdate, pollInterval } = snapshot;
  const stale = () => lastUpdate && words.text('stale', { time: words.time(lastUpdate) });
  switch (connectionStatus) {
    case 'connected':
      return words.text('live');
    case 'polling':
      return words.text('polling', { seconds: words.number(pollInterval) });
    case 'connecting':
      return (isUpdating && lastUpdate ? words.text('updating') : stale()) ?? words.text('connecting');
    case 'offline':
      return words.text('offline');
    case 'denied':
      return words.text('expired');
    case 'closed':
      return words.text('finished');
    case 'error':
      return stale() ?? words.text('unreachable');
    case 'idle':
      return '';
  }
}

/** The dot and the words beside it. */
export function renderConnection(view: View): TemplateResult | typeof nothing {
  const text = connectionWords(view);
  return text
    ? html`<p class="connection ${view.snapshot.connectionStatus}" part="connection">
        <span class="dot" part="connection-dot"></span><span part="connection-text">${text}</span>
      </p>`
    : nothing;
}

/** When the back end last sent or confirmed what is shown, and whether it comes from the device's memory. */
export function renderFreshness({ words, snapshot }: View): TemplateResult | typeof nothing {
  const { lastUpdate, isCached } = snapshot;
  if (!lastUpdate) return nothing;
  const time = words.time(lastUpdate);
  return isCached
    ? html`<p class="cached" part="cached">${words.text('cached', { time })}</p>`
    : html`<p class="updated" part="last-update">
        <time datetime=${lastUpdate.toISOString()}>${words.text('updated', { time })}</time>
      </p>`;
}
