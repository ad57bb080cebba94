import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { TrackerClock } from '../../../environment/clock.js';
import { afterRemoval } from '../../shared/after-removal.js';
import { icon } from '../../shared/icon.js';
import type { Message } from '../../shared/live-region.js';
import type { Wording } from '../../shared/wording.js';

/** How long a toast stays, in milliseconds. */
const toastTime = 8000;

/** What the toast needs of the element. */
export interface ToastHost extends ReactiveControllerHost, Node {
  readonly clock: TrackerClock;
}

/** Shows the latest toast for a while. */
export class Toast implements ReactiveController {
  readonly #host: ToastHost;
  #message: Message | undefined;
  #timer: unknown;

  constructor(host: ToastHost) {
    this.#host = host;
    host.addController(this);
  }

  show(message: Message): void {
    this.#host.clock.clearTimeout(this.#timer);
    this.#message = message;
    this.#host.requestUpdate();
    this.#wait();
  }

  /** It stays while its button has the focus: what is focused must not vanish. */
  #wait(): void {
    const root = this.#host instanceof Element ? this.#host.shadowRoot : null;
    this.#timer = this.#host.clock.setTimeout(
      () => (root?.querySelector('.toast:focus-within') ? this.#wait() : this.dismiss()),
      toastTime,
    );
  }

  hostDisconnected(): void {
    afterRemoval(this.#host, () => this.dismiss());
  }

  dismiss(): void {
    if (!this.#message) return;
    this.#host.clock.clearTimeout(this.#timer);
    this.#message = undefined;
    this.#host.requestUpdate();
  }

  /**
   * What has just changed, over the lower end of the card and of the screen: it moves nothing, and covers neither the
   * status nor the connection. A tap dismisses it.
   */
  render(words: Wording): TemplateResult | typeof nothing {
    // In the language of this moment.
    const text = this.#message?.();
    if (!text) return nothing;
    return html`<div class="toasts"><div class="toast" part="toast">
        <p part="toast-text" .textContent=${text}></p>
        <button type="button" class="plain" part="toast-dismiss" aria-label=${words.text('dismiss')}>
          ${icon('close')}
        </button>
      </div></div>`;
  }
}
