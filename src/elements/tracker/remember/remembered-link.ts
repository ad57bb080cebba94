import type { ReactiveController } from 'lit';
import { hash } from '../../../environment/storage.js';
import { replaceSecret, secretOf } from '../../shared/tracking-link.js';
import { keptLinks, type OrderLink, type RememberedLinkHost } from './kept-links.js';
import type { LinkKeeper } from './link-keeper.js';
import { rememberCode } from './remember-code.js';

/**
 * The secret of the order's tracking link: the page's own, or, with `remember="device"`, the one that this device kept
 * when the link was opened. Nothing is read while `remember` is off.
 */
export class RememberedLink implements ReactiveController {
  readonly #host: RememberedLinkHost;
  readonly #orderId: () => string | undefined;
  /** The page's own secret, and the order that was followed when it came: it is no other order's. */
  #own: Partial<OrderLink> = {};
  #recalled: { readonly order?: string; readonly secret?: string | undefined } = {};
  #keeper: LinkKeeper | undefined;

  /** @param orderId the order that is followed */
  constructor(host: RememberedLinkHost, orderId: () => string | undefined) {
    this.#host = host;
    this.#orderId = orderId;
    replaceSecret(host, (ofPage) => () => this.#secret(ofPage()));
    host.addController(this);
  }

  /** Whether the code that writes is needed: also to forget what was read. */
  get isCodeWanted(): boolean {
    return this.#isOn || this.#recalled.secret !== undefined;
  }

  /** Whether the guest finds the order again on this device without the link. */
  get isKept(): boolean {
    return this.#isOn && this.#keeper?.isKept !== false;
  }

  hostUpdated(): void {
    const { code } = rememberCode;
    const secret = secretOf(this.#host);
    const order = this.#order;
    if (!code || !(this.#keeper || this.isCodeWanted)) return;
    const { order: recalled, secret: known } = this.#recalled;
    this.#keeper ??= new code.LinkKeeper(
      this.#host,
      recalled && known ? { order: recalled, secret: known } : undefined,
    );
    const isOfThisOrder = order === this.#own.order || (order === recalled && secret === known);
    this.#keeper.keep(this.#isOn && order && secret && isOfThisOrder ? { order, secret } : undefined);
  }

  get #isOn(): boolean {
    return this.#host.remember === 'device';
  }

  get #order(): string | undefined {
    const id = this.#orderId();
    return id && hash(`${this.#host.backEnd}\n${this.#host.tokenUrl}\n${id}`);
  }

  #secret(secret: string | undefined): string | undefined {
    const order = this.#order;
    if (!order) return secret;
    if (this.#isOn) {
      if (secret && secret !== this.#own.secret) this.#own = { order, secret };
      if (secret && order === this.#own.order) return secret;
      if (order !== this.#recalled.order) this.#recalled = { order, secret: keptLinks(this.#host)[order]?.secret };
    }
    return (order === this.#recalled.order && this.#recalled.secret) || secret;
  }
}
