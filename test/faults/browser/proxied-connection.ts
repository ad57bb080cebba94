import type { Socket } from 'node:net';
import { Direction } from './direction.js';
import { encodeClose, type ServerFrame, ServerFrameReader } from './websocket-frames.js';

/**
 * What happens to the bytes of a connection.
 *
 * - `pass`: they flow
 * - `blackhole`: none arrive, in either direction; when the mode changes they do, as after a dead route
 * - `up-only`: only what the client sends arrives; `down-only`: only what the server sends
 * - `accept-silent`: as `blackhole`, but only for connections that are made from now on
 * - `reset`, `fin`: the connection is cut, with a TCP reset or an orderly end, and so is each new one
 * - `refuse`: new connections are refused by the port; those that stand are left alone
 * - `delay`: each piece arrives so many milliseconds later, give or take `spread`, in order
 * - `trickle`: so many bytes a second
 * - `answer`: the proxy itself answers each request with these bytes, as a captive portal does
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

/** What a connection is used for; known from its first request. Until then it counts as `http`. */
export type ConnectionKind = 'http' | 'websocket';

/** Decides over each frame that the server sends: whether it arrives, or what arrives instead. */
export type FrameFilter = (frame: ServerFrame, connection: ProxiedConnection) => boolean | Buffer;

/** Decides over each HTTP request what becomes of it; `undefined` = the server answers. */
export type HttpRule = (request: HttpRequest) => HttpFate | undefined;

export interface HttpRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

/**
 * - `answer`: these bytes come instead of the server's answer, then the connection ends, or goes on for ever as if
 *   more were to come (`hangs`); `after` so many milliseconds; `trickle`: so many bytes a second
 * - `delay`: the server gets the request so many milliseconds later
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
  /** Whether its client waits for an answer that will never be whole. */
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

  /** Changes what happens to this connection alone. */
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

  /** Closes the WebSocket as a server does, with a code. */
  closeWith(code: number): void {
    const [, server] = this.#sockets;
    this.#down.push(encodeClose(code));
    // What the server still answers would come after its last word, which no browser forgives.
    server?.removeAllListeners('data');
    server?.resetAndDestroy();
    this.#down.end();
  }

  #fromClient(bytes: Buffer): void {
    if (!this.#isKnown) {
      this.#isKnown = true;
      this.kind = /\r\nupgrade: websocket\r\n/i.test(bytes.toString('latin1')) ? 'websocket' : 'http';
      const mode = this.#rules.modeOf(this.kind);
      // Only who cannot connect any more is refused; whoever came before that may go on.
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

/** The request that begins with these bytes: browsers send a small one in one piece. */
function requestIn(bytes: Buffer): HttpRequest | undefined {
  const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.1\r\n/.exec(bytes.toString('latin1')) ?? [];
  return method !== undefined && path !== undefined ? { method, path } : undefined;
}
