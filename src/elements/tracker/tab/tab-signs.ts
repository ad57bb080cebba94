/*
 * Loaded on demand by tab-code.ts.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isFinal, isReady } from '../../../order/status.js';
import { afterRemoval } from '../../shared/after-removal.js';
import type { ViewModel } from '../view-model.js';
import { AppBadge } from './app-badge.js';
import { TabIcon } from './tab-icon.js';
import { TabTitle } from './tab-title.js';

interface TabHost extends ReactiveControllerHost, HTMLElement {
  readonly tab: 'on' | 'off';
}

/** The trackers of the page that write to its tab, first to last: only the first one does. */
const waiting = new Set<TabSigns>();

/** Shows the order in the tab of its page: in the title, as the icon, and as the app's badge once it is ready. */
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
    const { status, order } = view;
    const isEnded = isFinal(status);
    // An end stays in the tab until the guest looks at the page.
    if (!isEnded) this.#isOver = false;
    else if (!document.hidden) this.#isOver = true;
    const sign = this.#isOver ? undefined : signOf(view);
    const isProven = sign !== undefined && !view.snapshot.isCached && order?.statusSource === 'confirmed';
    this.#title.show(sign);
    this.#icon.show(isProven ? status : undefined, this.#host);
    this.#badge.show(isProven && isReady(status));
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
function signOf({ words, status, kind, order, snapshot, estimateText }: ViewModel): string | undefined {
  if (!status || snapshot.isCached || order?.statusSource !== 'confirmed') return undefined;
  const { connectionStatus } = snapshot;
  if (connectionStatus === 'offline') return words.text('offline');
  if (connectionStatus === 'error') return words.text('unreachable');
  if (connectionStatus === 'denied') return words.text('expired');
  return estimateText?.words() ?? words.status(status, kind);
}

const signs = new WeakMap<TabHost, TabSigns>();

/** What an element shows in the tab of its page. */
export function tabOf(host: TabHost): TabSigns {
  const known = signs.get(host) ?? new TabSigns(host);
  signs.set(host, known);
  return known;
}
