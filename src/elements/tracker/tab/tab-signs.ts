/*
 * Loaded on demand by tab-code.ts.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LocaleKey } from '../../../locales/locale.js';
import { isFinal, isReadyOrPast } from '../../../order/status.js';
import type { ConnectionStatus } from '../../../tracker/connection-status.js';
import { afterRemoval } from '../../shared/after-removal.js';
import { canBeHad, type ViewModel } from '../view-model.js';
import { AppBadge } from './app-badge.js';
import { TabIcon } from './tab-icon.js';
import { TabTitle } from './tab-title.js';

/** How a connection is cut off, and the key of the word for it. */
const cutWords: Partial<Record<ConnectionStatus, LocaleKey>> = {
  offline: 'offline',
  error: 'unreachable',
  denied: 'expired',
};

interface TabHost extends ReactiveControllerHost, HTMLElement {
  readonly tab: 'on' | 'off';
}

/** The trackers of the page that write to its tab, first to last: only the first one does. */
const waiting = new Set<TabSigns>();

/** Shows the order in the tab of its page: in the title, as the icon, and as the app's badge once it can be had. */
class TabSigns implements ReactiveController {
  readonly #host: TabHost;
  readonly #title: TabTitle;
  readonly #icon: TabIcon;
  readonly #badge = new AppBadge();
  #view: ViewModel | undefined;
  /** Whether the guest has seen the page since the order ended. */
  #isOver = false;

  constructor(host: TabHost) {
    this.#host = host;
    this.#title = new TabTitle(document);
    this.#icon = new TabIcon(document);
    host.addController(this);
  }

  /** To be called after each drawing. */
  show(view: ViewModel): void {
    this.#view = view;
    if (!this.#host.isConnected || this.#host.tab !== 'on') {
      this.#leave();
      return;
    }
    if (!waiting.has(this)) document.addEventListener('visibilitychange', this.#update);
    waiting.add(this);
    this.#update();
  }

  hostDisconnected(): void {
    afterRemoval(this.#host, () => this.#leave());
  }

  readonly #update = (): void => {
    if (waiting.values().next().value !== this || !this.#view) return;
    const view = this.#view;
    const { status } = view;
    const isEnded = isFinal(status);
    // An end stays in the tab until the guest looks at the page.
    if (!isEnded) this.#isOver = false;
    else if (!document.hidden) this.#isOver = true;
    const sign = this.#isOver ? undefined : signOf(view);
    const shown = sign === undefined || cutWord(view) ? undefined : status;
    this.#title.show(sign);
    this.#icon.show(shown, this.#host);
    this.#badge.show(shown !== undefined && canBeHad(view));
  };

  #leave(): void {
    if (!waiting.has(this)) return;
    const isFirst = waiting.values().next().value === this;
    waiting.delete(this);
    document.removeEventListener('visibilitychange', this.#update);
    if (!isFirst) return;
    this.#title.show(undefined);
    this.#icon.show(undefined, this.#host);
    this.#badge.show(false);
    for (const next of waiting) next.#update();
  }
}

/** What the tab says of the order; nothing of what is only remembered, or moved by a clock. */
function signOf(view: ViewModel): string | undefined {
  const { words, status, kind, order, snapshot, estimateText } = view;
  if (!status || snapshot.isCached || order?.statusSource !== 'confirmed') return undefined;
  const cut = cutWord(view);
  if (cut) return words.text(cut);
  const isWaitedFor = !isReadyOrPast(status);
  if (isWaitedFor && order.onHold) return words.text('on_hold');
  if (estimateText && !estimateText.isAside && words.canFormat) return estimateText.words();
  return isWaitedFor && order.delayed ? words.text('delayed') : words.status(status, kind);
}

/** The key of the word for why the status may be old; `undefined` while it is not. */
function cutWord({ snapshot: { connectionStatus } }: ViewModel): LocaleKey | undefined {
  return cutWords[connectionStatus];
}

const signs = new WeakMap<TabHost, TabSigns>();

/** What an element shows in the tab of its page. */
export function tabOf(host: TabHost): TabSigns {
  const known = signs.get(host) ?? new TabSigns(host);
  signs.set(host, known);
  return known;
}
