import { secretOf } from '../../shared/tracking-link.js';
import { alertsCode } from '../alerts-code.js';
import type { GuestActionsHost } from './guest-actions-host.js';
import type { GuestFacts } from './guest-facts.js';
import type { Share } from './offered-actions.js';

/** How long "Link copied" stays, in milliseconds. */
const shownFor = 10_000;
const never = Number.POSITIVE_INFINITY;

/** The button with which a guest lets others follow the order. */
export class ShareLink {
  readonly #host: GuestActionsHost;
  readonly #facts: GuestFacts;
  readonly #speak: (words: string) => void;

  constructor(host: GuestActionsHost, facts: GuestFacts, speak: (words: string) => void) {
    this.#host = host;
    this.#facts = facts;
    this.#speak = speak;
  }

  /** What became of it; nothing where the guest saw it, or some time after. */
  outcome(now: number): Share {
    const { shared } = this.#facts.page;
    return shared && shared.until > now ? shared : {};
  }

  /** Milliseconds until what became of it is no longer shown. */
  changesIn(now: number): number {
    const until = this.#facts.page.shared?.until ?? 0;
    return until > now ? until - now : never;
  }

  /**
   * To be called in the tap's own event handler: browsers ask for that.
   *
   * @param template the URL that the page gives, with `{id}`; `undefined`: the page's own address
   */
  async share(template: string | undefined): Promise<void> {
    const { words, snapshot } = this.#host;
    const { order } = snapshot;
    if (!order) return;
    const url = template?.replaceAll('{id}', encodeURIComponent(order.id)) ?? this.#address();
    if (!url) return;
    try {
      if (!navigator.share) return await this.#copy(url);
      await navigator.share({ title: order.restaurantName ?? '', text: words.text('share_text'), url });
    } catch (error) {
      // The guest has closed the device's own window.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      await this.#copy(url);
    }
  }

  /**
   * The page's own address, with the secret of its tracking link and the mark of a shared link. Without a secret, a
   * fragment that the page's scripts read as a route (`#/orders/42`) stays as it is.
   */
  #address(): string | undefined {
    const secret = secretOf(this.#host);
    if (!secret && /^#[/!]/.test(location.hash)) return location.href;
    return alertsCode.code?.linkAddress(location, secret, 'share');
  }

  async #copy(url: string): Promise<void> {
    const { words, clock } = this.#host;
    const isCopied = (await alertsCode.code?.copyText(url)) ?? false;
    // The address of the page lacks the secret: then the link itself is shown, to be copied by hand.
    const shared: Share = { isCopied, ...(!isCopied && url !== location.href && { url }) };
    this.#facts.page.shared = { ...shared, until: isCopied ? clock.wall() + shownFor : never };
    this.#host.requestUpdate();
    this.#speak(words.text(isCopied ? 'copied' : shared.url ? 'share_text' : 'not_copied'));
  }
}
