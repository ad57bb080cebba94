import { html, nothing, type TemplateResult } from 'lit';
import { isFinal } from '../../../order/status.js';
import type { ConnectionStatus } from '../../../tracker/connection-status.js';
import type { View } from '../view-model.js';

/**
 * What is told of the connection: its status, but nothing alarming where there is nothing to worry about. A connection
 * that may be live in a moment is updating; of an order that has ended nothing is missed; and that a page follows
 * nothing is its author's trouble, as long as the guest sees how old the picture is.
 */
function toldOf({ snapshot, status, error, isUpdating }: View): ConnectionStatus {
  const { connectionStatus, order } = snapshot;
  if (connectionStatus === 'polling' && isUpdating) return 'connecting';
  if (!['error', 'offline', 'denied'].includes(connectionStatus)) return connectionStatus;
  if (isFinal(status)) return 'closed';
  return error?.code === 'config' && order ? 'idle' : connectionStatus;
}

/** How fresh the picture is, in words made from facts. */
function connectionWords({ words, snapshot, isUpdating }: View, told: ConnectionStatus): string {
  const { lastUpdate, order, pollInterval } = snapshot;
  const since = lastUpdate ?? order?.updatedAt;
  const stale = () => since && words.text('stale', { time: words.time(since) });
  switch (told) {
    case 'connected':
      return words.text('live');
    case 'polling':
      return words.text('polling', { seconds: words.number(pollInterval) });
    case 'connecting':
      return (isUpdating && since ? words.text('updating') : stale()) ?? words.text('connecting');
    case 'offline':
      return words.text('offline');
    case 'denied':
      return words.text('expired');
    case 'closed':
      return words.text('finished');
    case 'error':
      return stale() ?? words.text('unreachable');
    case 'idle':
      return stale() ?? '';
  }
}

/** The dot and the words beside it. */
export function renderConnection(view: View): TemplateResult | typeof nothing {
  const told = toldOf(view);
  const text = connectionWords(view, told);
  return text
    ? html`<p class="connection ${told}" part="connection">
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
