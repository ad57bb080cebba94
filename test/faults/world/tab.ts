import type { AlertEnvironment } from '../../../src/alerts/alert-environment.js';
import type { TrackerEnvironment } from '../../../src/environment/environment.js';
import type { Page, PageEvent } from '../../../src/environment/page.js';
import { streamingFetch } from '../../support/streaming-fetch.js';
import { type Device, SimulatedChannel } from './device.js';
import type { Sleeper, Task } from './scheduler.js';
import { SimulatedSocket } from './simulated-socket.js';
import type { World } from './world.js';

/** After this time a hidden page is throttled: its timers fire once a minute, ms. */
const throttledAfter = 300_000;
const minute = 60_000;

let serials = 0;

/** One page load in the simulated browser, with the environment for the tracker and the alerts. */
export class Tab implements Sleeper, Page {
  readonly device: Device;
  readonly environment: TrackerEnvironment;
  readonly alertEnvironment: AlertEnvironment;
  /** The announcements of this page load. A reload starts without them. */
  readonly announced = new Map<string, number>();
  /** The sockets that are connecting, open or closing. */
  readonly sockets = new Set<SimulatedSocket>();
  readonly listeners = new Set<(event: PageEvent) => void>();
  /** Whether a content security policy forbids WebSockets. */
  blocksSockets = false;
  visible = true;
  state: 'running' | 'frozen' | 'cached' | 'gone' = 'running';
  /** The last time that the page resumed after a suspension, or got an offline event. */
  /** When the page was last shown, or its network came back. */
  wokeAt = 0;
  suspendedAt = Number.NEGATIVE_INFINITY;
  /** A number that is unique for each page load. */
  readonly serial = ++serials;
  /** The session storage of the tab, which outlives its page loads. */
  readonly session: Map<string, string>;
  #hiddenAt = 0;
  readonly #world: World;

  constructor(world: World, session = new Map<string, string>()) {
    this.#world = world;
    this.session = session;
    this.device = world.device;
    const { device } = this;
    device.tabs.add(this);
    const tab = this;
    const { scheduler, random } = world;
    const clock = {
      setTimeout: (callback: () => void, milliseconds: number): unknown =>
        scheduler.plan(milliseconds, callback, tab, true),
      clearTimeout: (task: unknown): void => {
        if (task !== undefined) scheduler.cancel(task as Task);
      },
      wall: device.wall,
      monotone: device.monotone,
    };
    class TabSocket extends SimulatedSocket {
      constructor(url: string) {
        super(tab, world, url);
        world.onConnect(tab);
      }
    }
    const stream = streamingFetch(TabSocket as unknown as typeof WebSocket);
    const fetch: typeof globalThis.fetch = (url, init = {}) =>
      String(url).includes('/events/') ? stream(url, init) : world.http.fetch(tab, String(url), init);
    this.environment = {
      clock,
      random,
      WebSocket: TabSocket as unknown as typeof WebSocket,
      fetch,
      page: this,
      storage: device.storage,
      sessionStorage: this.#sessionStorage(),
    };
    this.alertEnvironment = {
      document: {
        get hidden() {
          return !tab.visible;
        },
        addEventListener: () => {},
        removeEventListener: () => {},
      } as unknown as Document,
      clock,
      fetch,
      AudioContext: undefined,
      Notification: undefined,
      BroadcastChannel: class extends SimulatedChannel {
        constructor() {
          super(device);
        }
      } as unknown as typeof BroadcastChannel,
      storage: device.storage,
      navigator: { locks: device.locks as unknown as LockManager },
    };
  }

  get isSuspended(): boolean {
    return this.device.isAsleep || this.state !== 'running';
  }

  get online(): boolean {
    return this.device.isOnline;
  }

  get isOffline(): boolean {
    return this.#world.isUnplugged;
  }

  alignTimer(at: number): number {
    if (this.visible || this.#world.now - this.#hiddenAt < throttledAfter) return at;
    return Math.ceil(at / minute) * minute;
  }

  listen(listener: (event: PageEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(event: PageEvent): void {
    if (event === 'shown') this.visible = true;
    if (event === 'hidden' && this.visible) {
      this.visible = false;
      this.#hiddenAt = this.#world.now;
    }
    if (event === 'offline' || event === 'restored' || event === 'resumed') this.suspendedAt = this.#world.now;
    if (event === 'shown' || event === 'online' || event === 'restored' || event === 'resumed')
      this.wokeAt = this.#world.now;
    if (this.state === 'gone') return;
    this.#world.signal();
    for (const listener of [...this.listeners]) listener(event);
  }

  /** Freezes the hidden page, as a browser does: its tasks stop. */
  freeze(): void {
    if (this.visible) this.tell('hidden');
    this.tell('frozen');
    this.state = 'frozen';
    for (const socket of this.sockets) socket.isLost = true;
  }

  resume(): void {
    this.state = 'running';
    this.tell('resumed');
    this.#wakeSockets();
  }

  /** Navigates to another page. This page stays in the back/forward cache. */
  leave(): void {
    this.tell('left');
    if (this.visible) this.tell('hidden');
    this.state = 'cached';
    for (const socket of this.sockets) socket.isLost = true;
  }

  restore(): void {
    this.state = 'running';
    this.tell('resumed');
    this.tell('shown');
    this.tell('restored');
    this.#wakeSockets();
  }

  /** Discards the page without an event. */
  discard(): void {
    this.state = 'gone';
    this.listeners.clear();
    for (const socket of this.sockets) socket.discard();
    this.sockets.clear();
    this.device.tabs.delete(this);
  }

  /** Removes the page load's serial from the keys, because each page load has its own URL for the same project. */
  #sessionStorage() {
    const { session, serial, device } = this;
    const nameOf = (key: string) => {
      if (device.deniesStorage) throw new DOMException('denied', 'SecurityError');
      return key.replace(`page-${serial}.`, '');
    };
    return {
      getItem: (key: string) => session.get(nameOf(key)) ?? null,
      setItem: (key: string, value: string) => void session.set(nameOf(key), value),
      removeItem: (key: string) => void session.delete(nameOf(key)),
    };
  }

  #wakeSockets(): void {
    for (const socket of this.sockets) if (socket.isLost) socket.wake();
  }
}
