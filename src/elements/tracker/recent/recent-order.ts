import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { browserEnvironment } from '../../../environment/browser-environment.js';
import type { TrackerClock } from '../../../environment/clock.js';
import type { TrackerEnvironment } from '../../../environment/environment.js';
import { isFinal } from '../../../order/status.js';
import type { OrderTrackerSnapshot } from '../../../tracker/types.js';
import { reflect } from '../../shared/custom-states.js';
import { RecentRecord } from './recent-record.js';

/** What finding the order again needs of the element. */
export interface RecentHost extends ReactiveControllerHost, HTMLElement {
  readonly recent: 'on' | 'off';
  readonly environment: Partial<TrackerEnvironment> | undefined;
  readonly clock: TrackerClock;
  readonly snapshot: OrderTrackerSnapshot;
  /** The id that the page itself names. */
  readonly namedId: string | undefined;
  readonly backEnd: string;
}

/** Notes which order an element follows; and where the page names none, finds the open one of this device again. */
export class RecentOrder implements ReactiveController {
  readonly #host: RecentHost;
  /** The found order, once it was seen open here: it stays until the page is left, also when it ends. */
  #seenOpen: string | undefined;
  /** The order of this tag that others know of. */
  #toldId: string | undefined;
  /** Found orders that cannot be shown here: they have ended, or need a secret that is gone. */
  readonly #passedOver = new Set<string>();

  constructor(host: RecentHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The order to follow where the page names none; `undefined`: there is none. */
  get foundId(): string | undefined {
    if (this.#host.recent !== 'on' || this.#host.namedId) return undefined;
    const named = this.#namedElsewhere();
    if (this.#seenOpen !== undefined && !named.has(this.#seenOpen)) return this.#seenOpen;
    return this.#record.newest(this.#host.clock.wall(), new Set([...this.#passedOver, ...named]));
  }

  /** The guest says that the found order is not theirs: it goes at once, here and in other tabs. */
  forget(): void {
    const id = this.foundId;
    if (id === undefined) return;
    this.#seenOpen = undefined;
    this.#record.remove(id, this.#host.clock.wall(), true);
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    onPage.add(this);
    this.#tellOthers(this.#host.namedId);
    window.addEventListener('storage', this.#hearOtherTab);
  }

  hostDisconnected(): void {
    window.removeEventListener('storage', this.#hearOtherTab);
    onPage.delete(this);
    this.#tellOthers(undefined);
  }

  /** Another tag names its order, or has gone: what was found may be shown twice, or no longer. */
  hostUpdate(): void {
    this.#tellOthers(this.#host.isConnected ? this.#host.namedId : undefined);
  }

  hostUpdated(): void {
    const { recent, snapshot } = this.#host;
    const { orderId, connectionStatus, orderStatus, isCached, isReadOnly } = snapshot;
    // An order whose link can only read is somebody else's.
    const isOn = recent === 'on' && !isReadOnly && this.#host.isConnected && orderId !== undefined;
    if (isOn) this.#note(orderId, snapshot);
    const isFound = isOn && orderId === this.foundId;
    // A picture from the device's storage may be hours old. Without network it is all there is, and says so.
    const isUnsure = isCached && connectionStatus !== 'offline' && connectionStatus !== 'error';
    reflect(this.#host, 'data-recent', isFound ? (orderStatus && !isUnsure ? 'shown' : 'waiting') : undefined);
  }

  #note(orderId: string, { order, orderStatus, isCached, connectionStatus, error }: OrderTrackerSnapshot): void {
    const now = this.#host.clock.wall();
    const isFound = orderId === this.foundId;
    if (order && orderStatus && !isCached) {
      if (isFinal(orderStatus)) this.#record.remove(orderId, now);
      else this.#record.add(orderId, now);
      if (isFound && !isFinal(orderStatus)) this.#seenOpen = orderId;
    } else if (error?.code === 'not-found') this.#record.remove(orderId, now);
    const isOver = (isFinal(orderStatus) && !isCached) || connectionStatus === 'denied' || error?.code === 'not-found';
    if (!isFound || !isOver || this.#seenOpen === orderId) return;
    this.#passedOver.add(orderId);
    this.#host.requestUpdate();
  }

  #tellOthers(namedId: string | undefined): void {
    if (namedId === this.#toldId) return;
    this.#toldId = namedId;
    for (const other of onPage) if (other !== this && !other.#host.namedId) other.#host.requestUpdate();
  }

  /** The orders that other tags of the page name, and show. */
  #namedElsewhere(): ReadonlySet<string> {
    const { backEnd } = this.#host;
    const others = [...onPage].filter((other) => other !== this && other.#host.backEnd === backEnd);
    return new Set(others.flatMap((other) => other.#host.namedId ?? []));
  }

  get #record(): RecentRecord {
    return new RecentRecord(browserEnvironment(this.#host.environment).storage, this.#host.backEnd);
  }

  readonly #hearOtherTab = (): void => {
    const { snapshot, clock } = this.#host;
    // Another tab has removed it: it has ended, or is not theirs. An end is about to be seen here as well.
    if (this.#seenOpen && this.#record.isNotMine(this.#seenOpen, clock.wall())) this.#seenOpen = undefined;
    if (snapshot.orderId !== this.#host.namedId) this.#host.requestUpdate();
  };
}

/** The trackers of this page: a tag without an order must not show one that another tag names. */
const onPage = new Set<RecentOrder>();
const recents = new WeakMap<RecentHost, RecentOrder>();

/** What is noted and found for an element. */
export function recentOf(host: RecentHost): RecentOrder {
  const known = recents.get(host);
  if (known) return known;
  const made = new RecentOrder(host);
  recents.set(host, made);
  if (host.recent === 'on') wakeOthers(host);
  return made;
}

/** Trackers that were drawn before this code was there take part from their next update on. */
function wakeOthers(host: RecentHost): void {
  for (const other of document.querySelectorAll<RecentHost>(host.localName)) {
    if (other !== host && !recents.has(other)) other.requestUpdate?.();
  }
}
