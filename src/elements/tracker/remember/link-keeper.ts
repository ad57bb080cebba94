/*
 * Loaded on demand by remember-code.ts.
 */

import { writeJson } from '../../../environment/storage.js';
import {
  type Kept,
  keptLinks,
  linkStorage,
  type OrderLink,
  type RememberedLinkHost,
  storageKey,
} from './kept-links.js';

/** Writes the secret of an open order to the device, and removes it once the order has ended or the link is denied. */
export class LinkKeeper {
  readonly #host: RememberedLinkHost;
  #kept: OrderLink | undefined;
  #isKept: boolean | undefined;

  /** @param kept what the device is known to have kept */
  constructor(host: RememberedLinkHost, kept: OrderLink | undefined) {
    this.#host = host;
    this.#kept = kept;
    if (kept) this.#isKept = true;
  }

  /** `false` where the device does not let it be written, or the link is another guest's. */
  get isKept(): boolean | undefined {
    return this.#host.snapshot.isReadOnly ? false : this.#isKept;
  }

  /**
   * A new link is kept once the back end has said that it is the guest's own. One that can only read is somebody else's:
   * it changes nothing of what is kept.
   *
   * @param link what shall be kept; `undefined`: nothing, and what this element has kept is forgotten
   */
  keep(link: OrderLink | undefined): void {
    const { connectionStatus, isReadOnly } = this.#host.snapshot;
    const before = this.#kept;
    const isSame = link?.order === before?.order && link?.secret === before?.secret;
    if (link && !isSame && isReadOnly !== false) return;
    const isOver = isReadOnly || connectionStatus === 'closed' || connectionStatus === 'denied';
    const wanted = isOver ? undefined : link;
    if (isSame && wanted === link) return;
    this.#kept = wanted;
    if (wanted) this.#noteKept(this.#add(wanted));
    else if (before) this.#remove(before);
  }

  #noteKept(isKept: boolean): void {
    if (isKept !== this.#isKept) this.#host.requestUpdate();
    this.#isKept = isKept;
  }

  #add({ order, secret }: OrderLink): boolean {
    const all = keptLinks(this.#host);
    const before = all[order];
    // The 24 h are counted from when the link was first opened.
    const at = before?.secret === secret ? before.at : this.#host.clock.wall();
    return this.#write({ ...all, [order]: { secret, at } });
  }

  #remove({ order, secret }: OrderLink): void {
    const { [order]: mine, ...others } = keptLinks(this.#host);
    if (mine?.secret === secret) this.#write(others);
  }

  /** Whether it could be written: storage may be denied or full. */
  #write(all: Kept): boolean {
    return writeJson(linkStorage(this.#host), storageKey, Object.keys(all).length ? all : undefined);
  }
}
