import { nothing, type TemplateResult } from 'lit';
import { isFinal, isUnhappyEnd } from '../../../order/status.js';
import type { ConnectionStatus } from '../../../tracker/connection-status.js';
import { html } from '../../shared/html.js';
import { blank } from '../../shared/wording.js';
import type { ViewModel } from '../view-model.js';

/**
 * The connection's status as guests are shown it, without needless alarm: polling that may be live in a moment shows as
 * connecting, a failed connection of a finished order as closed. Where the page follows nothing (`config`), only the age of
 * an order that it gave itself is shown.
 */
function shownStatus({ snapshot, status, error, isUpdating }: ViewModel): ConnectionStatus {
  const { connectionStatus } = snapshot;
  if (connectionStatus === 'polling' && isUpdating) return 'connecting';
  if (!['error', 'offline', 'denied'].includes(connectionStatus)) return connectionStatus;
  if (isFinal(status)) return 'closed';
  // The connection is not what is wrong with an order that cannot be found, or that this page may not ask for.
  return error?.code === 'not-found' || error?.code === 'config' ? 'idle' : connectionStatus;
}

/** How fresh the picture is, in words made from facts. */
function connectionWords({ words, snapshot, status, error, isUpdating }: ViewModel, shown: ConnectionStatus): string {
  const { lastUpdate, order } = snapshot;
  const since = lastUpdate ?? order?.updatedAt;
  const stale = () => since && words.text('stale', { time: words.time(since) });
  switch (shown) {
    case 'connected':
      return words.text('live');
    case 'polling':
      return (snapshot.isCurrent ? undefined : stale()) ?? words.text('polling');
    case 'connecting':
      return (isUpdating && since ? words.text('updating') : stale()) ?? words.text('connecting');
    case 'offline':
      return words.text('offline');
    case 'denied':
      return error?.code === 'no-link' ? (stale() ?? '') : words.text('expired');
    case 'closed':
      return isUnhappyEnd(status) ? '' : words.text('finished');
    case 'error':
      return stale() ?? words.text('unreachable');
    case 'idle':
      return stale() ?? '';
  }
}

/** The dot and the words beside it. */
export function renderConnection(view: ViewModel): TemplateResult {
  const shown = shownStatus(view);
  const text = connectionWords(view, shown);
  return html`<p class="connection ${shown}" part="connection" ?hidden=${!text}
    ><span class="dot" part="connection-dot"></span
    ><span part="connection-text" .textContent=${text}></span></p
  >`;
}

/** When the back end last sent or confirmed what is shown, and whether it comes from the device's cache. */
export function renderFreshness({ words, snapshot }: ViewModel): TemplateResult | typeof nothing {
  const { lastUpdate, isCached } = snapshot;
  if (!lastUpdate) return nothing;
  const text = words.canFormat ? words.text(isCached ? 'cached' : 'updated', { time: words.time(lastUpdate) }) : blank;
  return isCached
    ? html`<p class="cached" part="cached" .textContent=${text}></p>`
    : html`<time
        part="last-update"
        datetime=${lastUpdate.toISOString()}
        .textContent=${text}
      ></time>`;
}
