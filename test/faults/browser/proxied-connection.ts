import type { Socket } from 'node:net';
import { Direction } from './direction.js';
import { encodeClose, type ServerFrame, ServerFrameReader } from './websocket-frames.js';

/**
 * How the proxy treats the bytes of a connection.
 *
 * - `pass`: forwards them
 * - `blackhole`: holds them back in both directions; they arrive when the mode changes, as after a dead route
 * - `up-only`: forwards only the client's bytes; `down-only`: forwards only the server's bytes
 * - `accept-silent`: like `blackhole`, but only for new connections
 * - `reset`, `fin`: cuts the connection with a TCP reset or a FIN, and also every new connection
 * - `refuse`: the port refuses new connections; open connections continue
 * - `delay`: forwards each piece after so many milliseconds, plus or minus `spread`, in order
 * - `trickle`: forwards so many bytes a second
 * - `answer`: answers each request with these bytes, like a captive portal
 */
export type ProxyMode =
  | 'pass'
  | 'blackhole'
  | 'up-only'
  | 'down-only'
  | 'accept-silent'
  | 'reset'
  | 'fin'
  | 'refuse'
  | { readonly delay: number; readonly spread?: number }
  | { readonly trickle: number }
  | { readonly answer: string };

/** The use of a connection, known from its first request. Until then it counts as `http`. */
export type ConnectionKind = 'http' | 'websocket';

/** Decides for each frame of the server: `true` forwards it, `false` drops it, a buffer replaces it. */
export type FrameFilter = (frame: ServerFrame, connection: ProxiedConnection) => boolean | Buffer;

/** Decides how an HTTP request is answered. With `undefined` the server answers it. */
export type HttpRule = (request: HttpRequest) => HttpFate | undefined;

export interface HttpRequest {
  readonly method: string;
  /** The path with its query. */
  readonly path: string;
}

/**
 * - `answer`: the proxy sends these bytes instead of the server's response, and closes the connection. With `hangs` the
 *   connection stays open, as if more bytes followed. `after`: delay in milliseconds; `trickle`: bytes a second
 * - `delay`: the server gets the request after so many milliseconds
 */
export type HttpFate =
  | { readonly answer: string; readonly hangs?: true; readonly after?: number; readonly trickle?: number }
  | { readonly delay: number };

export interface ConnectionRules {
  readonly modeOf: (kind: ConnectionKind) => ProxyMode;
  readonly arrives: (frame: ServerFrame) => boolean | Buffer;
  readonly fateOf: (request: HttpRequest) => HttpFate | undefined;
  readonly closed: () => void;
}

/** One connection through the proxy. */
export class ProxiedConnection {
  kind: ConnectionKind = 'http';
  /** Whether its client waits for a response that never ends. */
  isHanging = false;
  readonly #client: Socket;
  readonly #rules: ConnectionRules;
  readonly #up: Direction;
  readonly #down: Direction;
  readonly #sockets: readonly Socket[];
  readonly #frames = new ServerFrameReader();
  #mode: ProxyMode = 'pass';
  #isKnown = false;

  constructor(client: Socket, server: Socket, rules: ConnectionRules) {
    this.#client = client;
    this.#rules = rules;
    this.#up = new Direction(server);
    this.#down = new Direction(client);
    this.#sockets = [client, server];
    client.on('data', (bytes: Buffer) => this.#fromClient(bytes));
    server.on('data', (bytes: Buffer) => this.#fromServer(bytes));
    client.on('end', () => this.#up.end());
    server.on('end', () => this.#down.end());
    client.on('error', () => this.#up.break());
    server.on('error', () => this.#down.break());
    for (const socket of this.#sockets) {
      socket.on('close', () => {
        if (this.#sockets.every(({ destroyed }) => destroyed)) rules.closed();
      });
    }
  }

  /** Sets the mode of this connection only. */
  set(mode: ProxyMode): void {
    this.#mode = mode;
    if (mode === 'reset' || mode === 'fin') {
      this.#cut(mode);
      return;
    }
    const isSilent = mode === 'blackhole' || mode === 'accept-silent';
    this.#up.set(isSilent || mode === 'down-only' ? 'shut' : mode);
    this.#down.set(isSilent || mode === 'up-only' ? 'shut' : mode);
  }

  /** Sends bytes to the client as if they came from the server. */
  inject(bytes: Buffer): void {
    this.#down.push(bytes);
  }

  /** Sends a close frame with this code to the client, as a server would. */
  closeWith(code: number): void {
    const [, server] = this.#sockets;
    this.#down.push(encodeClose(code));
    // Browsers do not accept bytes after a close frame, so the rest of the server's output is dropped.
    server?.removeAllListeners('data');
    server?.resetAndDestroy();
    this.#down.end();
  }

  #fromClient(bytes: Buffer): void {
    if (!this.#isKnown) {
      this.#isKnown = true;
      this.kind = /\r\nupgrade: websocket\r\n/i.test(bytes.toString('latin1')) ? 'websocket' : 'http';
      const mode = this.#rules.modeOf(this.kind);
      // `refuse` applies to new TCP connections only. This connection was open before.
      this.set(mode === 'refuse' ? this.#mode : mode);
    }
    const request = this.kind === 'http' ? requestIn(bytes) : undefined;
    if (typeof this.#mode === 'object' && 'answer' in this.#mode) this.#answer(this.#mode);
    else this.#send(bytes, request && this.#rules.fateOf(request));
  }

  #send(bytes: Buffer, fate: HttpFate | undefined): void {
    if (!fate) this.#up.push(bytes);
    else if ('delay' in fate) setTimeout(() => this.#up.push(bytes), fate.delay);
    else setTimeout(() => this.#answer(fate), fate.after ?? 0);
  }

  #answer({ answer, hangs, trickle }: { answer: string; hangs?: true; trickle?: number }): void {
    this.isHanging = hangs === true || trickle !== undefined;
    if (trickle !== undefined) this.#down.set({ trickle });
    this.#down.push(Buffer.from(answer));
    if (!hangs) this.#down.end();
  }

  #fromServer(bytes: Buffer): void {
    const parts = this.kind === 'http' ? [bytes] : this.#frames.read(bytes);
    for (const part of parts) {
      const arrives = Buffer.isBuffer(part) ? part : this.#rules.arrives(part);
      if (Buffer.isBuffer(arrives)) this.#down.push(arrives);
      else if (arrives && !Buffer.isBuffer(part)) this.#down.push(part.bytes);
    }
  }

  #cut(how: 'reset' | 'fin'): void {
    const [, server] = this.#sockets;
    if (how === 'reset') this.#client.resetAndDestroy();
    else this.#client.end();
    server?.resetAndDestroy();
  }
}

/** Reads the request line in these bytes. Browsers send a small request in one piece. */
function requestIn(bytes: Buffer): HttpRequest | undefined {
  const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.1\r\n/.exec(bytes.toString('latin1')) ?? [];
  return method !== undefined && path !== undefined ? { method, path } : undefined;
}
