import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { ElementClock } from '../../shared/element-clock.js';
import { icon } from '../../shared/icon.js';
import type { Message } from '../../shared/live-region.js';
import type { Localization } from '../../shared/localization.js';

/** How long a toast stays, in milliseconds. */
const toastTime = 8000;

/** Keeps the latest toast for a while. */
export class Toaster {
  readonly #host: ReactiveControllerHost & { readonly clock: ElementClock };
  #message: Message | undefined;
  #timer: unknown;

  constructor(host: ReactiveControllerHost & { readonly clock: ElementClock }) {
    this.#host = host;
  }

  /** In the language of this moment. */
  get text(): string | undefined {
    return this.#message?.();
  }

  show(message: Message): void {
    this.#host.clock.clear(this.#timer);
    this.#message = message;
    this.#host.requestUpdate();
    this.#timer = this.#host.clock.set(() => this.dismiss(), toastTime);
  }

  dismiss(): void {
    this.#host.clock.clear(this.#timer);
    this.#message = undefined;
    this.#host.requestUpdate();
  }
}

/** What has just changed. It takes its own room, so that it covers nothing, and goes by itself or at a tap. */
export function renderToast(
  text: string | undefined,
  words: Localization,
  onDismiss: () => void,
): TemplateResult | typeof nothing {
  return text
    ? html`<div class="toast" part="toast">
        <p part="toast-text">${text}</p>
        <button type="button" class="plain" part="toast-dismiss" aria-label=${words.text('dismiss')} @click=${onDismiss}>
          ${icon('close')}
        </button>
      </div>`
    : nothing;
}
