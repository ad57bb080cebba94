import SocketOfNode from 'ws';
import { type Unreachable, unreachable } from './reach.js';
import type { Timers } from './time-limit.js';

/** What happened on one socket. */
export interface SocketRecord {
  readonly url: string;
  readonly protocols: readonly string[];
  /** The frames of the server, as they came. */
  readonly frames: (string | Uint8Array)[];
  /** When each of them came. */
  readonly times: number[];
  /** What the page sent. */
  readonly sent: string[];
  isOpen: boolean;
  /** The status with which the server refused to make a WebSocket of the request. */
  refusedWith?: number;
  /** Why the handshake failed although the server agreed to it. */
  handshakeFault?: string;
  unreachable?: Unreachable;
  closed?: { readonly code: number; readonly reason: string };
  /** Sends a text beside what the transport sends. */
  send(text: string): void;
}

/** The most frames that are kept of one socket. */
const mostFrames = 1_000;

/** A frame as text. */
export function textOf(frame: string | Uint8Array | undefined): string {
  return typeof frame === 'string' ? frame : new TextDecoder().decode(frame);
}

/** The class `WebSocket` as a page of that origin has it. Each socket is recorded. */
export function pageWebSocket({
  origin,
  limit,
  timers,
  record = () => {},
}: {
  readonly origin: string | undefined;
  /** For the handshake, ms. */
  readonly limit: number;
  readonly timers: Timers;
  readonly record?: (record: SocketRecord) => void;
}): typeof WebSocket {
  class PageWebSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    binaryType: BinaryType = 'arraybuffer';
    readonly #socket: SocketOfNode;
    readonly #record: SocketRecord;

    constructor(url: string | URL, protocols: string | string[] = []) {
      super();
      const socket = new SocketOfNode(url, protocols, {
        // Larger frames are to be seen, not to be refused.
        maxPayload: 16 * 1024 * 1024,
        ...(origin !== undefined && { origin }),
      });
      this.#socket = socket;
      const noted: SocketRecord = {
        url: String(url),
        protocols: [protocols].flat(),
        frames: [],
        times: [],
        sent: [],
        isOpen: false,
        send: (text) => {
          if (socket.readyState === SocketOfNode.OPEN) socket.send(text);
        },
      };
      this.#record = noted;
      record(noted);
      const timer = timers.setTimeout(() => {
        noted.unreachable = unreachable(timedOut);
        socket.terminate();
      }, limit);
      socket.on('open', () => {
        timers.clearTimeout(timer);
        noted.isOpen = true;
        this.dispatchEvent(new Event('open'));
      });
      socket.on('message', (data, isBinary) => {
        const bytes = new Uint8Array(data as Buffer);
        const frame = isBinary ? bytes : new TextDecoder().decode(bytes);
        if (noted.frames.length < mostFrames) {
          noted.frames.push(frame);
          noted.times.push(performance.now());
        }
        this.dispatchEvent(new MessageEvent('message', { data: isBinary ? bytes.buffer : frame }));
      });
      socket.on('unexpected-response', (request, { statusCode = 0 }) => {
        timers.clearTimeout(timer);
        noted.refusedWith = statusCode;
        request.destroy();
        this.#fail();
      });
      socket.on('error', (error) => {
        if (noted.refusedWith === undefined && !noted.isOpen && !noted.unreachable) {
          if (/subprotocol|Sec-WebSocket|Upgrade header|extension/i.test(error.message))
            noted.handshakeFault = error.message;
          else noted.unreachable = unreachable(error);
        }
        this.dispatchEvent(new Event('error'));
      });
      socket.on('close', (code, reason) => {
        timers.clearTimeout(timer);
        noted.closed = { code, reason: reason.toString() };
        this.dispatchEvent(Object.assign(new Event('close'), { code }));
      });
    }

    get readyState(): number {
      return this.#socket.readyState;
    }

    send(data: string): void {
      this.#record.sent.push(data);
      this.#socket.send(data);
    }

    close(code?: number): void {
      this.#socket.close(code);
      // A server that never answers a close must not hold the doctor back.
      setTimeout(() => this.#socket.terminate(), 500).unref();
    }

    #fail(): void {
      this.dispatchEvent(new Event('error'));
      this.dispatchEvent(Object.assign(new Event('close'), { code: 1006 }));
    }
  }
  // As much of a WebSocket as the transports use.
  return PageWebSocket as unknown as typeof WebSocket;
}

const timedOut = { name: 'TimeoutError', code: 'ETIMEDOUT' };
