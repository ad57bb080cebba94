import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { browserEnvironment } from '../../environment/browser-environment.js';
import type { TrackerClock } from '../../environment/clock.js';
import type { TrackerEnvironment } from '../../environment/environment.js';
import { hash } from '../../environment/storage.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import { replaceSecret, secretOf } from '../shared/tracking-link.js';

const storageKey = 'order-status-tracker:links';
/** How long a secret is kept at most, in milliseconds: 24 h. */
const longest = 24 * 3_600_000;

/** Hash of an order and its back end → the secret, and since when it is kept. */
type Kept = Readonly<Record<string, { readonly secret?: string | undefined; readonly at?: number | undefined }>>;

/** What it needs of the element. */
export interface RememberedLinkHost extends ReactiveControllerHost {
  readonly remember: 'off' | 'device';
  readonly backEnd: string;
  readonly tokenUrl: string | null | undefined;
  readonly environment: Partial<TrackerEnvironment> | undefined;
  readonly clock: TrackerClock;
  readonly snapshot: OrderTrackerSnapshot;
}

/**
 * The secret of the order's tracking link: the page's own, or, with `remember="device"`, the one that this device kept
 * when the link was opened. It is kept until the order has ended or the link is denied, and for 24 h at most. Nothing is
 * read while `remember` is off.
 */
export class RememberedLink implements ReactiveController {
  readonly #host: RememberedLinkHost;
  readonly #orderId: () => string | undefined;
  /** The page's own secret, and the order that was followed when it came: it is no other order's. */
  #own: Partial<OrderLink> = {};
  #recalled: Partial<OrderLink> = {};
  /** What this element last wrote; `isKept` where the device let it. */
  #written: OrderLink | undefined;
  #isKept = false;

  /** @param orderId the order that is followed */
  constructor(host: RememberedLinkHost, orderId: () => string | undefined) {
    this.#host = host;
    this.#orderId = orderId;
    replaceSecret(host, (ofPage) => () => this.#secret(ofPage()));
    host.addController(this);
  }

  #secret(secret: string | undefined): string | undefined {
    const order = this.#order;
    if (this.#host.remember !== 'device' || !order) return secret ?? this.#recalledFor(order);
    if (secret !== this.#own.secret) this.#own = { order, secret };
    if (secret && this.#own.order === order) return secret;
    if (this.#recalled.order !== order) this.#recalled = { order, secret: this.#read()[order]?.secret };
    return this.#recalled.secret ?? secret;
  }

  /** Whether the guest finds the order again on this device without the link. */
  get isKept(): boolean {
    return this.#isKept;
  }

  hostUpdated(): void {
    const { remember, snapshot } = this.#host;
    const isOver = snapshot.connectionStatus === 'closed' || snapshot.connectionStatus === 'denied';
    const secret = secretOf(this.#host);
    const order = this.#order;
    const isOfThisOrder = secret === this.#recalledFor(order) || this.#own.order === order;
    const wanted = remember === 'device' && !isOver && order && secret && isOfThisOrder ? { order, secret } : undefined;
    const written = this.#written;
    if (wanted?.order === written?.order && wanted?.secret === written?.secret) return;
    this.#written = wanted;
    if (wanted) this.#keep(wanted);
    else if (written) this.#forget(written);
  }

  get #order(): string | undefined {
    const id = this.#orderId();
    return id && hash(`${this.#host.backEnd}\n${this.#host.tokenUrl}\n${id}`);
  }

  #recalledFor(order: string | undefined): string | undefined {
    return order && this.#recalled.order === order ? this.#recalled.secret : undefined;
  }

  #keep({ order, secret }: OrderLink): void {
    const all = this.#read();
    const before = all[order];
    const at = before?.secret === secret ? before?.at : this.#host.clock.wall();
    this.#isKept = this.#write({ ...all, [order]: { secret, at } });
  }

  #forget({ order, secret }: OrderLink): void {
    const { [order]: mine, ...others } = this.#read();
    this.#isKept = false;
    if (mine?.secret === secret) this.#write(others);
  }

  /** What is kept of the last 24 h. */
  #read(): Kept {
    try {
      const all = Object(JSON.parse(this.#storage?.getItem(storageKey) ?? '{}')) as Kept;
      const now = this.#host.clock.wall();
      return Object.fromEntries(Object.entries(all).filter(([, { at = 0 }]) => Math.abs(now - at) < longest));
    } catch {
      return {};
    }
  }

  /** Whether it could be written: storage may be denied or full. */
  #write(all: Kept): boolean {
    try {
      const storage = this.#storage;
      if (Object.keys(all).length) storage?.setItem(storageKey, JSON.stringify(all));
      else storage?.removeItem(storageKey);
      return storage !== undefined;
    } catch {
      return false;
    }
  }

  get #storage() {
    return browserEnvironment(this.#host.environment).storage;
  }
}

interface OrderLink {
  readonly order: string;
  readonly secret: string | undefined;
}
