import type { Scheduler, Sleeper } from './scheduler.js';

/** The simulated network between the device and the server. */
export class Network {
  /** Whether data from the device arrives. Otherwise it waits, as with TCP. */
  isUplinkOpen = true;
  isDownlinkOpen = true;
  /** Whether the port refuses connections. */
  refuses = false;
  /** Whether connections are accepted and never answered. */
  acceptsSilently = false;
  /** The latency in one direction, ms. */
  latency = 20;
  /** The maximum random addition to the latency of a frame, ms. */
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

  /** Creates one direction of a connection. Data arrives in order, or not at all. */
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

  /** Call it after a change: sends the waiting data in the directions that are open again. */
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
  /** Drops the waiting data. */
  cut(): void;
}
