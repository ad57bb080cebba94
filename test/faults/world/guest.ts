import '../../support/loaded-code.js';
import type { ReactiveControllerHost } from 'lit';
import { Alerts } from '../../../src/alerts/alerts.js';
import type { Wording } from '../../../src/elements/shared/wording.js';
import { ChangeAnnouncer, type ChangeAnnouncerHost } from '../../../src/elements/tracker/change-announcer.js';
import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import { OrderTrackingController } from '../../../src/tracker/tracker-controller.js';
import { idleSnapshot } from '../../../src/tracker/tracker-snapshot.js';
import type { OrderTrackerSnapshot } from '../../../src/tracker/types.js';
import { connectionOptions } from './kinds.js';
import type { Tab } from './tab.js';
import type { World } from './world.js';

/** The painted snapshot at one time. */
export interface Paint {
  readonly at: number;
  readonly snapshot: OrderTrackerSnapshot;
}

/** An assertive announcement to the guest: the order is ready, or it is final. */
export interface Announced {
  readonly guest: Guest;
  readonly at: number;
  readonly orderId: string;
  readonly text: string;
  readonly painted: OrderTrackerSnapshot | undefined;
}

/** A guest with a tracker in a page. All paints and announcements are recorded. */
export class Guest {
  readonly tab: Tab;
  orderId: string;
  isMounted = false;
  /** The start of this tracker. A new mount or another order sets it again. */
  startedAt = 0;
  /** All paints since `startedAt`. */
  paints: Paint[] = [];
  /** The number of events that were fired after the element was removed. */
  eventsAfterEnd = 0;
  readonly #world: World;
  readonly #controller: OrderTrackingController;
  readonly #host: { isConnected: boolean };
  readonly #alerts: Alerts;
  readonly #announcer: ChangeAnnouncer;
  #endedAt: number | undefined;
  #isPainting = false;

  /** When connecting last began: the start, a wake, or the end of being live. */
  get tryingSince(): number {
    const live = this.paints.findLast(({ snapshot }) => snapshot.isConnected);
    return Math.max(this.startedAt, this.tab.wokeAt, live?.at ?? 0);
  }

  constructor(world: World, tab: Tab, orderId: string) {
    this.#world = world;
    this.tab = tab;
    this.orderId = orderId;
    this.#host = { isConnected: false };
    const host = Object.assign(this.#host, {
      addController() {},
      removeController() {},
      requestUpdate: () => this.#requestPaint(),
      updateComplete: Promise.resolve(true),
    }) as unknown as ReactiveControllerHost & HTMLElement;
    this.#controller = new OrderTrackingController(host, () => this.#options());
    this.#alerts = new Alerts(tab.alertEnvironment, tab.announced);
    this.#announcer = new ChangeAnnouncer(this.#announcerHost(), this.#alerts, this.#speech, () => undefined);
  }

  /** The current snapshot. */
  get snapshot(): OrderTrackerSnapshot | undefined {
    return this.#controller.snapshot;
  }

  mount(): void {
    this.isMounted = true;
    this.#endedAt = undefined;
    this.#begin();
    this.#host.isConnected = true;
    this.#alerts.open();
    this.#controller.hostConnected();
    this.#controller.hostUpdate();
  }

  unmount(): void {
    this.isMounted = false;
    this.#host.isConnected = false;
    this.#controller.hostDisconnected();
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#alerts.close();
      this.#endedAt = this.#world.now;
    });
  }

  /** Moves the element within the page. */
  move(): void {
    this.#host.isConnected = false;
    this.#controller.hostDisconnected();
    this.#host.isConnected = true;
    this.#controller.hostConnected();
    this.#controller.hostUpdate();
  }

  setOrder(orderId: string): void {
    if (orderId === this.orderId) return;
    this.orderId = orderId;
    this.#begin();
    if (this.isMounted) this.#controller.restart();
  }

  refresh(): void {
    void this.#controller.refresh();
  }

  retry(): void {
    this.#controller.retry();
  }

  keepAwake(awake: boolean): void {
    this.#controller.keepAwake(awake);
  }

  /** Paints, and returns the painted snapshot. */
  look(): OrderTrackerSnapshot | undefined {
    if (!this.isMounted) return undefined;
    this.#paint();
    return this.snapshot;
  }

  #begin(): void {
    this.startedAt = this.#world.now;
    this.paints = [];
  }

  #requestPaint(): void {
    if (this.#isPainting) return;
    this.#isPainting = true;
    queueMicrotask(() => {
      this.#isPainting = false;
      this.#paint();
    });
  }

  #paint(): void {
    const { snapshot } = this;
    if (!snapshot || !this.isMounted || this.tab.state === 'gone') return;
    this.paints.push({ at: this.#world.now, snapshot });
    this.#world.onPaint(this, snapshot);
    this.#announcer.notice(snapshot, this.#world.now);
    this.#announcer.announce(snapshot, undefined, '');
  }

  #options(): OrderTrackerOptions {
    const { kind } = this.#world;
    return {
      orderId: this.orderId,
      environment: this.tab.environment,
      ...connectionOptions(kind, this.tab),
      ...(kind.includes('token') && {
        tokenUrl: 'https://kitchen.test/token',
        capability: `secret of ${this.orderId}`,
      }),
    };
  }

  #announcerHost(): ChangeAnnouncerHost {
    const guest = this;
    class Host extends EventTarget {
      readonly words = { text: (key: string) => key, status: (status: string) => status } as unknown as Wording;
      readonly fulfilment = 'dine_in';
      readonly pickupPlace = undefined;
      readonly backEnd = 'kitchen';
      get snapshot() {
        return guest.snapshot ?? idleSnapshot(undefined, 10);
      }
      override dispatchEvent(event: Event): boolean {
        if (guest.#endedAt !== undefined) guest.eventsAfterEnd += 1;
        return super.dispatchEvent(event);
      }
    }
    return new Host();
  }

  readonly #speech = {
    ring: (message: () => string): void => this.#hear(message()),
    hear(): void {},
    repeat(): void {},
    hushRing(): void {},
    startOver(): void {},
  };

  #hear(text: string): void {
    const { orderId, snapshot } = this;
    this.#world.announcements.push({ guest: this, at: this.#world.now, orderId, text, painted: snapshot });
  }
}
