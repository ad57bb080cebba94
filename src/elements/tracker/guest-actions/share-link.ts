import { consumeTrackingLink } from '../../../tracker/tracking-link.js';
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
    const url = template?.replaceAll('{id}', encodeURIComponent(order.id)) ?? sharedAddress();
    try {
      if (!navigator.share) return await this.#copy(url);
      await navigator.share({ title: order.restaurantName ?? '', text: words.text('share_text'), url });
    } catch (error) {
      // The guest has closed the device's own window.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      await this.#copy(url);
    }
  }

  async #copy(url: string): Promise<void> {
    const { words, clock } = this.#host;
    const become = (shared: Share, until: number): void => {
      this.#facts.page.shared = { ...shared, until };
      this.#host.requestUpdate();
      this.#speak(words.text(shared.isCopied ? 'copied' : shared.url ? 'share_text' : 'not_copied'));
    };
    try {
      await navigator.clipboard.writeText(url);
      become({ isCopied: true }, clock.wall() + shownFor);
    } catch {
      // The address of the page lacks the secret: then the link itself is shown, to be copied by hand.
      become({ isCopied: false, ...(url !== location.href && { url }) }, never);
    }
  }
}

/**
 * The page's address with the secret of its tracking link, and a mark: whoever opens it follows the order and is offered
 * nothing else. A fragment that the page's own scripts read as a route stays as it is, if there is no secret to add.
 */
function sharedAddress(): string {
  const secret = consumeTrackingLink();
  const url = new URL(location.href);
  const rest = url.hash
    .slice(1)
    .split('&')
    .filter((part) => part && part !== 'share');
  if (!secret && /^[/!]/.test(rest[0] ?? '')) return url.href;
  url.hash = [...rest, ...(secret ? [`track=${encodeURIComponent(secret)}`] : []), 'share'].join('&');
  return url.href;
}
