import './loaded-elements.js';
import { Alerts } from '../../src/alerts/alerts.js';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import type { Estimate } from '../../src/order/estimate/estimate.js';
import type { Order } from '../../src/order/order.js';
import { explainIdle } from '../../src/tracker/explain-idle.js';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import type { Tracking } from '../../src/tracker/tracker-controller.js';
import type { Explanation, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeDevice } from './fake-device.js';
import { FakeEnvironment } from './fake-environment.js';

/** An order as most tests want it. */
export const anOrder: Order = {
  id: 'A1',
  status: 'preparing',
  statusSource: 'confirmed',
  number: '42',
  fulfilment: 'dine_in',
  restaurantName: 'Trattoria Roma',
  tableLabel: '12',
  version: 3,
  delayed: false,
  onHold: false,
  items: [
    { id: '1', name: 'Pizza Margherita', quantity: 2 },
    { id: '2', name: 'Tiramisù', quantity: 1 },
  ],
  totalMinor: 3450,
  currency: 'EUR',
};

/** The back end expects the order in so many minutes from now, by the clock of the test. */
export function expectedIn(
  { world }: FakeTracked,
  from: number,
  to: number,
  more: Partial<Estimate> = {},
): { readonly estimate: Estimate } {
  const at = (minutes: number) => new Date(world.clock.wall() + minutes * 60_000);
  return { estimate: { of: 'ready', from: at(from), to: at(to), source: 'backend', late: false, ...more } };
}

/** Follows nothing: a test says what is known. */
export class FakeTracker implements Tracking {
  snapshot: OrderTrackerSnapshot | undefined;
  readonly options: () => OrderTrackerOptions;
  restarts = 0;
  retries = 0;
  refreshes = 0;
  awake = false;
  readonly #host: OrderStatusTracker;

  constructor(host: OrderStatusTracker, options: () => OrderTrackerOptions) {
    this.#host = host;
    this.options = options;
    host.addController({ hostConnected: () => void options() });
  }

  /** Tells the element something new, and waits until it is drawn. */
  async know(news: Partial<OrderTrackerSnapshot>): Promise<void> {
    const order = 'order' in news ? news.order : this.snapshot?.order;
    this.snapshot = {
      orderId: 'A1',
      connectionStatus: 'connected',
      isConnected: (news.connectionStatus ?? 'connected') === 'connected',
      mayGoLive: false,
      lastUpdate: new Date(2026, 10, 22, 14, 32),
      isCached: false,
      isTrusted: true,
      isReadOnly: false,
      estimate: undefined,
      error: undefined,
      pollInterval: 10,
      clockAhead: 0,
      ...this.snapshot,
      order,
      orderStatus: order?.status,
      ...news,
      isCurrent: ['connected', 'polling', 'closed'].includes(
        news.connectionStatus ?? this.snapshot?.connectionStatus ?? 'connected',
      ),
    };
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  /** The kitchen changes the order. */
  async change(order: Partial<Order>, news: Partial<OrderTrackerSnapshot> = {}): Promise<void> {
    const before = this.snapshot?.order ?? anOrder;
    await this.know({ ...news, order: { ...before, version: (before.version ?? 0) + 1, ...order } });
  }

  async refresh(): Promise<void> {
    this.refreshes += 1;
  }

  retry(): void {
    this.retries += 1;
  }

  keepAwake(awake: boolean): void {
    this.awake = awake;
  }

  explain(): Explanation {
    return explainIdle('A1', undefined);
  }

  restart(): void {
    this.restarts += 1;
    this.options();
  }
}

/** The real element, told by a test what is known, on a device that a test plays. */
export class FakeTracked extends OrderStatusTracker {
  readonly world = new FakeEnvironment();
  override environment = this.world;
  #device: FakeDevice | undefined;
  declare readonly tracking: FakeTracker;

  protected override createTracking(options: () => OrderTrackerOptions): FakeTracker {
    return new FakeTracker(this, options);
  }

  override createAlerts(): Alerts {
    return new Alerts(this.device, this.device.memory);
  }

  /** The phone that it is on. */
  get device(): FakeDevice {
    this.#device ??= new FakeDevice();
    return this.#device;
  }

  set device(device: FakeDevice) {
    this.#device = device;
  }

  /** The part of this name; fails the test if there is none. */
  piece(name: string): HTMLElement {
    const found = this.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`);
    if (!found) throw new Error(`There is no part "${name}".`);
    return found;
  }

  has(name: string): boolean {
    return this.shadowRoot?.querySelector(`[part~="${name}"]`) !== null;
  }

  /** The text of a part, as a reader sees it. */
  text(name: string): string {
    return this.piece(name).textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }

  /** What a screen reader was given to say. */
  said(urgency: 'polite' | 'assertive'): string {
    return (
      this.shadowRoot?.querySelector(`[role=${urgency === 'polite' ? 'status' : 'alert'}].quiet`)?.textContent ?? ''
    );
  }
}

customElements.define('fake-tracked', FakeTracked);

/** Puts an element into the page. */
export async function place(set: (tracker: FakeTracked) => void = () => {}): Promise<FakeTracked> {
  const tracker = document.createElement('fake-tracked') as FakeTracked;
  tracker.orderId = 'A1';
  set(tracker);
  document.body.append(tracker);
  await tracker.updateComplete;
  return tracker;
}

/** Takes all elements out of the page. */
export function clear(): void {
  document.body.replaceChildren();
}

/** An element as the parser of a page makes it. */
export async function parse(markup: string): Promise<FakeTracked> {
  const page = document.createElement('div');
  page.innerHTML = markup;
  document.body.append(page);
  const tracker = page.querySelector('fake-tracked');
  if (!(tracker instanceof FakeTracked)) throw new Error('The markup has no tracker.');
  await tracker.updateComplete;
  return tracker;
}
