import type { OrderTrackerSnapshot } from '../../../src/tracker/types.js';
import { Device } from './device.js';
import { type Announced, Guest } from './guest.js';
import { HttpServer } from './http-server.js';
import { cannotRead, type WorldKind } from './kinds.js';
import { Network } from './network.js';
import { OrderServer } from './order-server.js';
import { Origin } from './origin.js';
import { Scheduler, seededRandom } from './scheduler.js';
import { Tab } from './tab.js';
import { TokenService } from './token-service.js';

interface Occurrence {
  readonly tab: Tab;
  readonly at: number;
}

interface Reading extends Occurrence {
  readonly orderId: string;
  readonly version: number | undefined;
  readonly askedAt: number;
}

export interface WorldOptions {
  readonly kind?: WorldKind;
  /** The seed of all random numbers. */
  readonly seed?: number;
}

/** The simulated world: servers, a network and a guest's phone. Time passes only in `pass`. */
export class World {
  readonly kind: WorldKind;
  readonly scheduler = new Scheduler();
  readonly random: () => number;
  readonly origin = new Origin(() => this.now);
  readonly tokens = new TokenService(() => this.now);
  readonly network: Network;
  readonly server: OrderServer;
  readonly http: HttpServer;
  readonly device: Device;
  readonly guests: Guest[] = [];
  readonly announcements: Announced[] = [];
  /** All sockets that a page started to open. */
  readonly connects: Occurrence[] = [];
  /** All answers to reads that contained the current order and reached a page. */
  readonly readings: Reading[] = [];
  /** The times of all events that may cause a read or a connect. */
  readonly signals: number[] = [];
  /** Whether the device has no network, and its browser has fired `offline`. */
  isUnplugged = false;
  /** The violated invariants. */
  readonly faults: string[] = [];
  /** Called with every painted snapshot. */
  inspect: (guest: Guest, snapshot: OrderTrackerSnapshot) => void = () => {};

  constructor({ kind = 'socket+polling', seed = 1 }: WorldOptions = {}) {
    this.kind = kind;
    this.random = seededRandom(seed);
    this.network = new Network(this.scheduler, this.random);
    this.server = new OrderServer(this);
    this.http = new HttpServer(this);
    this.device = new Device(this);
    this.tokens.isWanted = kind.includes('token');
    this.origin.commit('A1', 'pending');
    this.origin.commit('B2', 'pending');
  }

  /** Whether the order cannot be read in this world, only pushed. */
  get cannotRead(): boolean {
    return cannotRead(this.kind);
  }

  get now(): number {
    return this.scheduler.now;
  }

  pass(milliseconds: number): Promise<void> {
    return this.scheduler.pass(milliseconds);
  }

  /** Opens a page with a tracker of this order. */
  open(orderId = 'A1', tab = new Tab(this)): Guest {
    const guest = new Guest(this, tab, orderId);
    this.guests.push(guest);
    guest.mount();
    return guest;
  }

  commit(status: string, orderId = 'A1'): void {
    this.origin.commit(orderId, status);
    this.signal();
    this.server.publish(orderId);
  }

  /** Loads the page again: the guest reloads it, or the browser had discarded it. */
  reload(tab: Tab): void {
    tab.discard();
    const fresh = new Tab(this, tab.session);
    for (const [index, old] of this.guests.entries()) {
      if (old.tab !== tab) continue;
      const guest = new Guest(this, fresh, old.orderId);
      this.guests[index] = guest;
      if (old.isMounted) guest.mount();
    }
  }

  unplug(): void {
    this.isUnplugged = true;
    this.network.isUplinkOpen = false;
    this.network.isDownlinkOpen = false;
    this.device.tell('offline');
  }

  plugIn(): void {
    this.isUnplugged = false;
    this.network.isUplinkOpen = true;
    this.network.isDownlinkOpen = true;
    this.network.resume();
    this.device.tell('online');
  }

  /** Stops the server and breaks every connection. */
  crash(): void {
    this.server.isUp = false;
    for (const { socket } of [...this.server.sockets]) socket.reset();
  }

  /** Records an event that may cause a read or a connect. */
  signal(): void {
    this.signals.push(this.now);
  }

  onConnect(tab: Tab): void {
    this.connects.push({ tab, at: this.now });
    this.signal();
  }

  onReading(tab: Tab, orderId: string, askedAt: number, version: number | undefined): void {
    this.readings.push({ tab, orderId, askedAt, at: this.now, version });
  }

  onPaint(guest: Guest, snapshot: OrderTrackerSnapshot): void {
    this.inspect(guest, snapshot);
  }

  /** Ends all faults outside the page, and makes the page visible. */
  heal(): void {
    this.network.heal();
    this.server.heal();
    this.http.heal();
    this.tokens.heal();
    this.device.deny(false);
    if (this.isUnplugged || !this.device.isOnline) this.plugIn();
    for (const tab of this.device.tabs) {
      tab.blocksSockets = false;
      if (tab.state === 'frozen') tab.resume();
      if (tab.state === 'cached') tab.restore();
      if (!tab.visible) tab.tell('shown');
    }
  }
}
