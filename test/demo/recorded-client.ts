import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';

export type Received = string | Buffer;

/** The client's end of one recorded handshake. */
export class RecordedClient {
  /** Frames that the test has not compared yet. */
  readonly frames: Received[] = [];
  /** The answer to a refused handshake. */
  refusal: { readonly status: number; readonly body: string } | undefined;
  closedWith: number | undefined;
  readonly #socket: WebSocket;
  #stream: Socket | undefined;

  constructor(url: string) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false });
    this.#socket.on('upgrade', ({ socket }) => {
      this.#stream = socket;
    });
    this.#socket.on('message', (data, isBinary) => this.frames.push(isBinary ? (data as Buffer) : data.toString()));
    this.#socket.on('close', (code) => {
      this.closedWith ??= code;
    });
    this.#socket.on('error', () => undefined);
    this.#socket.on('unexpected-response', async (_, response) => {
      let body = '';
      for await (const part of response) body += String(part);
      this.refusal = { status: response.statusCode ?? 0, body };
      this.#socket.terminate();
    });
  }

  /** Waits until the handshake has succeeded. Rejects if it was refused. */
  async opened(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      await Promise.race([once(this.#socket, 'open'), once(this.#socket, 'close')]);
    }
    if (this.#socket.readyState !== WebSocket.OPEN) throw new Error(`The handshake was refused: ${this.refusal?.body}`);
  }

  /** Sends a frame. `isHeld`: together with the next one. */
  send(frame: Received, isHeld: boolean): void {
    this.#stream?.cork();
    this.#socket.send(frame);
    if (!isHeld) while (this.#stream && this.#stream.writableCorked > 0) this.#stream.uncork();
  }

  /** Reads nothing any more. */
  stopReading(): void {
    this.#stream?.pause();
  }

  /** Waits until the server has received what was sent, and until what it sent before has arrived. */
  async roundTrip(): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const waiting = new AbortController();
    const { signal } = waiting;
    const answered = ['pong', 'close'].map((event) => once(this.#socket, event, { signal }));
    this.#socket.ping();
    await Promise.race(answered);
    waiting.abort();
    await Promise.allSettled(answered);
  }

  /** Ends the connection. `isBroken`: without a close frame. */
  async end(isBroken: boolean): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.#socket, 'close');
    if (isBroken) this.#socket.terminate();
    else this.#socket.close();
    await closed;
  }

  /** Waits until the server has closed the socket. Rejects if it answers instead. */
  async closed(): Promise<void> {
    await this.roundTrip();
    if (this.#socket.readyState === WebSocket.OPEN) throw new Error('The socket is still open.');
    if (this.#socket.readyState !== WebSocket.CLOSED) await once(this.#socket, 'close');
  }
}
