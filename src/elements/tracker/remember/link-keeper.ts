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
  #isKept: boolean;

  /** @param kept what the device is known to have kept */
  constructor(host: RememberedLinkHost, kept: OrderLink | undefined) {
    this.#host = host;
    this.#kept = kept;
    this.#isKept = kept !== undefined;
  }

  /** Whether the device let it be written. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** @param link what shall be kept; `undefined`: nothing, and what this element has kept is forgotten */
  keep(link: OrderLink | undefined): void {
    const { connectionStatus } = this.#host.snapshot;
    const isOver = connectionStatus === 'closed' || connectionStatus === 'denied';
    const wanted = isOver ? undefined : link;
    const before = this.#kept;
    if (wanted?.order === before?.order && wanted?.secret === before?.secret) return;
    this.#kept = wanted;
    if (wanted) this.#isKept = this.#add(wanted);
    else if (before) this.#remove(before);
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
