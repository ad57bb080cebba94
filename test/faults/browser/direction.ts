import type { Socket } from 'node:net';
import type { ProxyMode } from './proxied-connection.js';

type Flow = 'shut' | ProxyMode;

interface Piece {
  readonly bytes: Buffer;
  /** The earliest time of arrival, by `Date.now()`. */
  readonly due: number;
}

/** The time between two writes of a trickle, ms. */
const trickleInterval = 50;

/** One direction of a proxied connection. It can hold back, delay or slow down the bytes for its receiver. */
export class Direction {
  readonly #receiver: Socket;
  #waiting: Piece[] = [];
  #flow: Flow = 'pass';
  #ending: 'open' | 'end' | 'break' = 'open';
  #timer: NodeJS.Timeout | undefined;

  constructor(receiver: Socket) {
    this.#receiver = receiver;
  }

  set(flow: Flow): void {
    this.#flow = flow;
    this.#waiting = this.#waiting.map(({ bytes }) => ({ bytes, due: this.#due() }));
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pump();
  }

  push(bytes: Buffer): void {
    this.#waiting.push({ bytes, due: this.#due() });
    this.#pump();
  }

  end(): void {
    this.#ending = 'end';
    this.#pump();
  }

  break(): void {
    this.#ending = 'break';
    this.#pump();
  }

  #due(): number {
    if (typeof this.#flow !== 'object') return 0;
    if ('trickle' in this.#flow) return Date.now() + trickleInterval;
    if (!('delay' in this.#flow)) return 0;
    const { delay, spread = 0 } = this.#flow;
    return Math.max(this.#waiting.at(-1)?.due ?? 0, Date.now() + delay + (Math.random() * 2 - 1) * spread);
  }

  #pump(): void {
    if (this.#flow === 'shut' || this.#timer !== undefined) return;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const pause = next.due - Date.now();
      if (pause > 0) {
        this.#timer = setTimeout(() => {
          this.#timer = undefined;
          this.#pump();
        }, pause);
        return;
      }
      this.#waiting.shift();
      this.#write(next.bytes);
    }
    if (this.#ending === 'end') this.#receiver.end();
    else if (this.#ending === 'break') this.#receiver.resetAndDestroy();
  }

  #write(bytes: Buffer): void {
    if (this.#receiver.destroyed || this.#receiver.writableEnded) return;
    const flow = this.#flow;
    const size =
      typeof flow === 'object' && 'trickle' in flow ? Math.ceil((flow.trickle * trickleInterval) / 1000) : bytes.length;
    this.#receiver.write(bytes.subarray(0, size));
    if (size < bytes.length) this.#waiting.unshift({ bytes: bytes.subarray(size), due: this.#due() });
  }
}
