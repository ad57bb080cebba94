/*
 * Loaded on demand with the alerts, by alerts-code.ts.
 */

import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { TrackerClock } from '../../../environment/clock.js';
import { copyLinkStrings } from '../../../locales/parts/copy-link.js';
import { addStrings } from '../../../locales/registry.js';
import { isFinal } from '../../../order/status.js';
import { html } from '../../shared/html.js';
import { secretOf } from '../../shared/tracking-link.js';
import type { Wording } from '../../shared/wording.js';
import type { ViewModel } from '../view-model.js';
import { copyText } from './copy-text.js';
import { linkAddress } from './link-address.js';

addStrings(copyLinkStrings);

/** Has screen readers say something. */
export interface Saying {
  say(subject: string, message: () => string | undefined): void;
}

/** How long the button says what became of it, in milliseconds. */
const saidFor = 6_000;

/** What copying the link needs of the element. */
export interface LinkCopyHost extends ReactiveControllerHost {
  readonly copyLink: 'on' | 'off';
  /** Whether the device remembers the link, so that the guest needs no copy of it. */
  readonly isLinkKept: boolean;
  readonly clock: TrackerClock;
  readonly words: Wording;
}

/**
 * Copies the tracking link with its secret. The address of the page has none any more: a guest who closes the tab would
 * find the page again without its order.
 */
export class LinkCopy {
  readonly #host: LinkCopyHost;
  readonly #speech: Saying;
  #answer: 'copied' | 'not_copied' | undefined;

  constructor(host: LinkCopyHost, speech: Saying) {
    this.#host = host;
    this.#speech = speech;
  }

  /** A quiet button, while there is a link that leads back to an open order. */
  render({ words, status, snapshot }: ViewModel): TemplateResult | typeof nothing {
    const { copyLink, isLinkKept } = this.#host;
    const isOpen = !isFinal(status) && snapshot.connectionStatus !== 'denied';
    if (copyLink === 'off' || isLinkKept || !isOpen || !secretOf(this.#host)) return nothing;
    return html`<button
      type="button"
      class="plain copy"
      part="copy-link"
      .textContent=${words.text(this.#answer ?? 'copy_link')}
    ></button>`;
  }

  /** To be called in a tap's own event handler: browsers ask for that. */
  async copy(): Promise<void> {
    const secret = secretOf(this.#host);
    if (!secret) return;
    const link = linkAddress(location, secret);
    const isCopied = await copyText(link);
    // The words for a failure point to the address, which gets its secret back for this.
    if (!isCopied) showInAddress(link);
    this.#become(isCopied ? 'copied' : 'not_copied');
  }

  #become(answer: 'copied' | 'not_copied'): void {
    this.#answer = answer;
    this.#speech.say('copy-link', () => this.#host.words.text(answer));
    this.#host.requestUpdate();
    if (answer === 'not_copied') return;
    this.#host.clock.setTimeout(() => {
      this.#answer = undefined;
      this.#host.requestUpdate();
    }, saidFor);
  }
}

function showInAddress(link: string): void {
  try {
    history.replaceState(history.state, '', link);
  } catch {
    // An embedded page may be forbidden to change its address.
  }
}
