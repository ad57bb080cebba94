import { isConfirmed } from './kinds.js';
import type { Pipe } from './network.js';
import type { ServerEnd } from './server-end.js';
import type { Tab } from './tab.js';
import type { World } from './world.js';

/** Marks a frame for the invariants. */
export interface FrameMark {
  /** A `message` also confirms the subscription; an `order` does not. */
  readonly kind: 'subscribed' | 'message' | 'order' | 'snapshot' | 'pong' | 'closed' | 'other';
  readonly ref?: string;
  readonly orderId?: string;
  /** When the client requested this snapshot, in true time. */
  readonly askedAt?: number;
  /** The version in this snapshot. */
  readonly version?: number | undefined;
}

class SimulatedCloseEvent extends Event {
  readonly code: number;
  constructor(code: number) {
    super('close');
    this.code = code;
  }
}

/** A subscription whose confirmation was delivered to the page. */
export interface Subscribed {
  readonly orderId: string;
  readonly confirmedAt: number;
}

/** A simulated WebSocket of a browser. */
export class SimulatedSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  readyState: number = SimulatedSocket.CONNECTING;
  binaryType = 'blob';
  readonly url: string;
  readonly openedAt: number;
  /** When the last data of the server was delivered, and when the server had sent it. */
  lastByte: { readonly at: number; readonly sentAt: number } | undefined;
  /** The confirmed subscriptions, by their ref. */
  readonly subscriptions = new Map<string, Subscribed>();
  /** Whether the page was suspended. Data is then lost, and the socket closes when the page wakes. */
  isLost = false;

  readonly #tab: Tab;
  readonly #world: World;
  readonly #up: Pipe;
  readonly #down: Pipe;
  #server: ServerEnd | undefined;
  #isGone = false;

  constructor(tab: Tab, world: World, url: string) {
    super();
    this.#tab = tab;
    this.#world = world;
    this.url = url;
    this.openedAt = world.now;
    const { network, scheduler, server } = world;
    this.#up = network.pipe('up');
    this.#down = network.pipe('down', tab);
    if (tab.blocksSockets) throw new Error('refused by a content security policy');
    tab.sockets.add(this);
    if (network.refuses || (!server.isUp && network.isOpen) || tab.isOffline) {
      scheduler.plan(2, () => this.#end(1006), tab);
    } else if (network.isOpen && !network.acceptsSilently) {
      this.#up.send(() => {
        if (server.upgrades === 'reject' || !server.isUp) this.end(1006);
        if (server.upgrades !== 'pass' || !server.isUp) return;
        this.#server = server.accept(this);
        const acceptedAt = world.now;
        this.#down.send(() => this.#open(acceptedAt));
      });
    }
  }

  // Called by the page.

  send(data: string): void {
    if (this.readyState === SimulatedSocket.CONNECTING) throw new Error('still connecting');
    if (this.readyState !== SimulatedSocket.OPEN) return;
    const sentAt = this.#world.now;
    this.#up.send(() => {
      if (this.#isGone) this.#down.send(() => this.#end(1006));
      else this.#server?.receive(data, sentAt);
    });
  }

  close(): void {
    if (this.readyState >= SimulatedSocket.CLOSING) return;
    this.readyState = SimulatedSocket.CLOSING;
    this.#up.send(() => {
      this.#server?.leave();
      this.#down.send(() => this.#end(1000));
    });
    // Browsers stop waiting for the server's close frame after a while.
    this.#world.scheduler.plan(60_000, () => this.#end(1006), this.#tab);
  }

  // Called by the server.

  /** Sends a frame to the page. */
  say(data: string | ArrayBuffer, mark: FrameMark): void {
    const sentAt = this.#world.now;
    this.#down.send(() => {
      if (this.readyState !== SimulatedSocket.OPEN || this.isLost) return;
      this.lastByte = { at: this.#world.now, sentAt };
      this.#note(mark);
      this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }

  /** Closes the socket with a code. */
  end(code: number): void {
    this.#isGone = true;
    this.#down.send(() => this.#end(code));
  }

  /** Breaks the connection. While the downlink is closed, the page does not notice it. */
  reset(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#server?.leave();
    if (this.#world.network.isDownlinkOpen) this.#down.send(() => this.#end(1006));
  }

  /** Closes the socket after a suspension of the page. */
  wake(): void {
    this.reset();
    this.#world.scheduler.plan(0, () => this.#end(1006), this.#tab);
  }

  /** Closes the socket without events, because the page is gone. */
  discard(): void {
    this.readyState = SimulatedSocket.CLOSED;
    this.#server?.leave();
  }

  #open(acceptedAt: number): void {
    if (this.readyState !== SimulatedSocket.CONNECTING) return;
    this.readyState = SimulatedSocket.OPEN;
    this.lastByte = { at: this.#world.now, sentAt: acceptedAt };
    this.dispatchEvent(new Event('open'));
  }

  #end(code: number): void {
    if (this.readyState === SimulatedSocket.CLOSED) return;
    this.readyState = SimulatedSocket.CLOSED;
    this.#up.cut();
    this.#down.cut();
    this.#server?.leave();
    this.#tab.sockets.delete(this);
    this.#world.signal();
    if (code === 1006) this.dispatchEvent(new Event('error'));
    this.dispatchEvent(new SimulatedCloseEvent(code));
  }

  /** Records what a delivered frame tells the page. */
  #note({ kind, ref = '', orderId = '', askedAt, version }: FrameMark): void {
    const { now, cannotRead } = this.#world;
    const subscription = this.subscriptions.get(ref);
    if (kind === 'closed') {
      this.#world.signal();
      this.subscriptions.delete(ref);
    } else if ((kind === 'subscribed' || kind === 'message' || this.#isFirstOrder(kind)) && !subscription) {
      this.#world.signal();
      // Without reads, the first order counts as a read after the confirmation.
      this.subscriptions.set(ref, { orderId, confirmedAt: cannotRead ? this.openedAt : now });
    }
    if (cannotRead && (kind === 'snapshot' || kind === 'order')) {
      this.#world.onReading(this.#tab, orderId, now, version);
    } else if (kind === 'snapshot' && subscription && askedAt !== undefined) {
      this.#world.onReading(this.#tab, orderId, askedAt, version);
    }
  }

  /** A plain server that confirms nothing confirms by the first order that it sends. */
  #isFirstOrder(kind: FrameMark['kind']): boolean {
    const isOrder = kind === 'snapshot' || kind === 'order';
    return isOrder && this.url.includes('/plain') && !isConfirmed(this.#world.kind);
  }
}
