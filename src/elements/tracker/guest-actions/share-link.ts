import { shareCapability } from '../../../tracker/token-source.js';
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

  /**
   * What became of it; nothing where the guest saw it, or some time after. `undefined`: there is no link to share.
   *
   * @param template the URL that the page gives, with `{id}`; `undefined`: the page's own address
   */
  outcome(template: string | undefined, now: number): Share | undefined {
    if (!this.#url(template)) return undefined;
    const { shared } = this.#facts.page;
    return shared && shared.until > now ? shared : {};
  }

  /** Milliseconds until what became of it is no longer shown. */
  changesIn(now: number): number {
    const until = this.#facts.page.shared?.until ?? 0;
    return until > now ? until - now : never;
  }

  /** Whether the page offers to share its own address, and has no link to it that can only read. */
  get isLinkMissing(): boolean {
    const { snapshot, accessToken } = this.#host;
    // A token that the page itself has brought is used first; what the token endpoint says comes later.
    const isKnown = snapshot.order !== undefined && snapshot.isReadOnly === false && !accessToken;
    // What makes the address comes with the alerts.
    return isKnown && alertsCode.code !== undefined && !this.#url(undefined);
  }

  /** To be called in the tap's own event handler: browsers ask for that. */
  async share(template: string | undefined): Promise<void> {
    const { words, snapshot } = this.#host;
    const url = this.#url(template);
    if (!url) return;
    try {
      if (!navigator.share) return await this.#copy(url);
      await navigator.share({ title: snapshot.order?.restaurantName ?? '', text: words.text('share_text'), url });
    } catch (error) {
      // The guest has closed the device's own window.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      await this.#copy(url);
    }
  }

  /**
   * The page's own address, as it is where the page came by no tracking link. The guest's own secret is never in it: only
   * one that can only read. `undefined` where there is none, or the back end has not said yet what the secret is.
   */
  #url(template: string | undefined): string | undefined {
    const { order, orderId = '', isReadOnly } = this.#host.snapshot;
    if (!order) return undefined;
    if (template) return template.replaceAll('{id}', encodeURIComponent(order.id));
    const own = secretOf(this.#host);
    const secret = isReadOnly ? own : own && shareCapability(orderId, own);
    return own && !secret ? undefined : alertsCode.code?.linkAddress(location, secret);
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
