import type { Scheduler, Sleeper } from './scheduler.js';

/** The way between the device and the server. */
export class Network {
  /** Whether what the device sends arrives; otherwise it waits, as TCP lets it. */
  isUplinkOpen = true;
  isDownlinkOpen = true;
  /** Nobody listens on the port. */
  refuses = false;
  /** Connections are taken and never answered. */
  acceptsSilently = false;
  /** One way, ms. */
  latency = 20;
  /** Added at random to each frame, ms. */
  wobble = 0;

  readonly #scheduler: Scheduler;
  readonly #random: () => number;
  readonly #waiting = new Set<() => void>();

  constructor(scheduler: Scheduler, random: () => number) {
    this.#scheduler = scheduler;
    this.#random = random;
  }

  get isOpen(): boolean {
    return this.isUplinkOpen && this.isDownlinkOpen;
  }

  /** A direction of one connection: what is sent over it arrives in order, or not at all. */
  pipe(direction: 'up' | 'down', owner?: Sleeper): Pipe {
    let lastArrival = 0;
    let waiting: (() => void)[] = [];
    const isOpen = () => (direction === 'up' ? this.isUplinkOpen : this.isDownlinkOpen);
    const carry = (deliver: () => void) => {
      const { now } = this.#scheduler;
      lastArrival = Math.max(lastArrival, now + this.latency + this.wobble * this.#random());
      this.#scheduler.plan(lastArrival - now, deliver, owner);
    };
    const flush = () => {
      if (!isOpen()) return;
      this.#waiting.delete(flush);
      for (const deliver of waiting.splice(0)) carry(deliver);
    };
    return {
      send: (deliver) => {
        if (isOpen() && waiting.length === 0) return carry(deliver);
        waiting.push(deliver);
        this.#waiting.add(flush);
      },
      cut: () => {
        waiting = [];
        this.#waiting.delete(flush);
      },
    };
  }

  /** After a change: what waited goes on its way, where there is one again. */
  resume(): void {
    for (const flush of [...this.#waiting]) flush();
  }

  /** Everything works again. */
  heal(): void {
    Object.assign(this, {
      isUplinkOpen: true,
      isDownlinkOpen: true,
      refuses: false,
      acceptsSilently: false,
      latency: 20,
      wobble: 0,
    });
    this.resume();
  }
}

export interface Pipe {
  send(deliver: () => void): void;
  /** Forgets what waits for the way to open. */
  cut(): void;
}
