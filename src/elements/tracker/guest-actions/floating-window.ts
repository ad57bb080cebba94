import type { LitElement, ReactiveController } from 'lit';
import { isFinal } from '../../../order/status.js';
import type { OrderTrackerSnapshot } from '../../../tracker/types.js';
import { afterRemoval } from '../../shared/after-removal.js';
import type { GuestActionsHost } from './guest-actions-host.js';

/** What Chromium offers as `documentPictureInPicture`: a window of the page's own that stays above all others. */
interface PictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window & typeof globalThis>;
}

/** What is set at the element in the window. */
interface FloatingTracker extends LitElement {
  orderId: string | null | undefined;
  layout: string;
}

/** What the page has set at the first element, and the copy is given as well. */
const copied = ['theme', 'labels', 'fulfilment', 'percent', 'environment'] as const;

const size = { width: 360, height: 150 };

/** A small window with the order in one line, which stays in view above other tabs and programs. */
export class FloatingWindow implements ReactiveController {
  readonly #host: GuestActionsHost;
  #shown: { readonly view: Window; readonly tracker: FloatingTracker } | undefined;

  constructor(host: GuestActionsHost) {
    this.#host = host;
    host.addController(this);
  }

  /** `undefined` where the browser has no such window, or nothing is left to follow. */
  get state(): 'open' | 'closed' | undefined {
    if (!this.#isWanted || !pictureInPicture() || globalThis.top !== globalThis.self) return undefined;
    return this.#shown ? 'open' : 'closed';
  }

  /** To be called in the tap's own event handler: browsers ask for that. */
  toggle(): void {
    if (this.#shown) this.#shown.view.close();
    else void this.#open();
  }

  /** Draws the copy again whenever the element is: it shows the same moment. */
  hostUpdated(): void {
    if (!this.#isWanted) this.#shown?.view.close();
    else if (this.#shown) {
      setUp(this.#shown.tracker, this.#host);
      this.#shown.tracker.requestUpdate();
    }
  }

  hostDisconnected(): void {
    afterRemoval(this.#host, () => this.#shown?.view.close());
  }

  get #isWanted(): boolean {
    const { float, snapshot } = this.#host;
    return float === 'on' && snapshot.order !== undefined && !isFinal(snapshot.orderStatus);
  }

  async #open(): Promise<void> {
    const host = this.#host;
    try {
      const view = await pictureInPicture()?.requestWindow(size);
      if (!view) return;
      if (!host.isConnected || !this.#isWanted) return view.close();
      const tracker = copyOf(host);
      furnish(view, host, tracker);
      view.addEventListener('pagehide', () => this.#closed(), { once: true });
      this.#shown = { view, tracker };
      // The page is hidden while the guest looks elsewhere: it keeps its connection.
      host.keepAwake(true);
      host.requestUpdate();
    } catch {
      // The browser or a policy of the page forbids it: the card stays.
    }
  }

  #closed(): void {
    this.#shown?.tracker.remove();
    this.#shown = undefined;
    this.#host.keepAwake(this.#host.alerts.isArmed);
    this.#host.requestUpdate();
  }
}

function pictureInPicture(): PictureInPicture | undefined {
  return (globalThis as { documentPictureInPicture?: PictureInPicture }).documentPictureInPicture;
}

/** The element whose copy is being made: the base class asks for the tracking before fields are set. */
let original: GuestActionsHost | undefined;

/** A second element that follows nothing itself: it shows what the first one knows. */
function copyOf(host: GuestActionsHost): FloatingTracker {
  const name = `${host.localName}-floating`;
  if (!customElements.get(name)) {
    customElements.define(name, floatingClass(host.constructor as new () => FloatingTracker));
  }
  original = host;
  const copy = document.createElement(name) as FloatingTracker;
  original = undefined;
  copy.orderId = host.snapshot.orderId;
  copy.layout = 'compact';
  setUp(copy, host);
  return copy;
}

/** Gives the copy what the page has set at the first element, now or since. */
function setUp(copy: FloatingTracker, host: GuestActionsHost): void {
  for (const name of copied) Object.assign(copy, { [name]: host[name] });
  const marked = host.closest<HTMLElement>('[lang]');
  copy.lang = marked?.lang || host.words.lang;
}

function floatingClass(Base: new () => FloatingTracker): new () => FloatingTracker {
  return class extends Base {
    createTracking() {
      const host = original;
      return {
        get snapshot(): OrderTrackerSnapshot | undefined {
          return host?.snapshot;
        },
        refresh: () => host?.refresh(),
        retry: () => host?.retry(),
        explain: () => host?.explain(),
        keepAwake: () => {},
        restart: () => {},
      };
    }

    /** The page's own element announces: a second one would take that from it. */
    createAlerts() {
      const nothing = (): void => {};
      return { isArmed: false, open: nothing, close: nothing, announce: nothing, keepScreenOn: nothing };
    }
  };
}

/** By script alone: a policy of the page may forbid style attributes and sheets. */
function furnish({ document }: Window, host: GuestActionsHost, tracker: HTMLElement): void {
  document.title = host.snapshot.order?.restaurantName ?? '';
  document.documentElement.lang = tracker.lang;
  Object.assign(document.body.style, {
    margin: '0',
    background: getComputedStyle(host).getPropertyValue('--_surface'),
  });
  // The page's own colours and sizes do not reach into another window.
  for (const [name, value] of host.computedStyleMap?.() ?? []) {
    if (name.startsWith('--order-status-')) tracker.style.setProperty(name, String(value));
  }
  document.body.append(tracker);
}
