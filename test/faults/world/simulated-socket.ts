import { isMute } from './kinds.js';
import type { Pipe } from './network.js';
import type { ServerEnd } from './server-end.js';
import type { Tab } from './tab.js';
import type { World } from './world.js';

/** What a frame is about, for the checks. */
export interface FrameMark {
  /** A `message` also shows that changes arrive; an `order` does not. */
  readonly kind: 'subscribed' | 'message' | 'order' | 'snapshot' | 'pong' | 'closed' | 'other';
  readonly ref?: string;
  readonly orderId?: string;
  /** When the client asked for this snapshot, true time. */
  readonly askedAt?: number;
}

class SimulatedCloseEvent extends Event {
  readonly code: number;
  constructor(code: number) {
    super('close');
    this.code = code;
  }
}

/** A subscription as a just observer sees it: what was really delivered to the page. */
export interface Subscribed {
  readonly orderId: string;
  readonly confirmedAt: number;
}

/** A browser's socket in the simulated world. */
export class SimulatedSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  readyState: number = SimulatedSocket.CONNECTING;
  binaryType = 'blob';
  readonly url: string;
  readonly openedAt: number;
  /** When something of the server's was last delivered, and when the server had sent it. */
  lastByte: { readonly at: number; readonly sentAt: number } | undefined;
  /** The last answer to a question of the page's, by when the server had sent it. */
  readonly subscriptions = new Map<string, Subscribed>();
  /** The page slept: whatever comes is lost, and it learns so when it wakes. */
  isDoomed = false;

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

  // The page's side.

  send(data: string): void {
    if (this.readyState === SimulatedSocket.CONNECTING) throw new Error('still connecting');
    if (this.readyState !== SimulatedSocket.OPEN) return;
    const sentAt = this.#world.now;
    this.#noteQuestion(data);
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
    // Browsers give up waiting after a while.
    this.#world.scheduler.plan(60_000, () => this.#end(1006), this.#tab);
  }

  // The server's side.

  /** Sends a frame. */
  say(data: string | ArrayBuffer, mark: FrameMark): void {
    const sentAt = this.#world.now;
    this.#down.send(() => {
      if (this.readyState !== SimulatedSocket.OPEN || this.isDoomed) return;
      this.lastByte = { at: this.#world.now, sentAt };
      this.#note(mark);
      this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }

  /** The server ends it with a code. */
  end(code: number): void {
    this.#isGone = true;
    this.#down.send(() => this.#end(code));
  }

  /** The connection breaks on both sides; where nothing comes through, the page does not learn of it. */
  reset(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#server?.leave();
    if (this.#world.network.isDownlinkOpen) this.#down.send(() => this.#end(1006));
  }

  /** The page woke from a sleep that no socket survives. */
  wake(): void {
    this.reset();
    this.#world.scheduler.plan(0, () => this.#end(1006), this.#tab);
  }

  /** The page is gone. */
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

  /** What reached the page, as its script cannot help but know. */
  #note({ kind, ref = '', orderId = '', askedAt }: FrameMark): void {
    const { now, isUnasked } = this.#world;
    const subscription = this.subscriptions.get(ref);
    if (kind === 'closed') {
      this.#world.signal();
      this.subscriptions.delete(ref);
    } else if ((kind === 'subscribed' || kind === 'message') && !subscription) {
      this.#world.signal();
      // Where nothing can be asked, the first order that came stands for the answer.
      this.subscriptions.set(ref, { orderId, confirmedAt: isUnasked ? this.openedAt : now });
    } else if (isUnasked && (kind === 'snapshot' || kind === 'order')) {
      this.#world.onReading(this.#tab, orderId, now);
    } else if (kind === 'snapshot' && subscription && askedAt !== undefined) {
      this.#world.onReading(this.#tab, orderId, askedAt);
    }
  }

  /** To servers that confirm nothing, asking is being told. */
  #noteQuestion(text: string): void {
    if (!isMute(this.#world.kind)) return;
    const { type, order } = JSON.parse(text) as Record<string, string>;
    if (type === 'follow' && order) this.#note({ kind: 'subscribed', ref: 'plain', orderId: order });
  }
}
