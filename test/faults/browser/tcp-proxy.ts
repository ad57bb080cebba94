import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { encodeText, type ServerFrame, ServerFrameReader } from './websocket-frames.js';

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

/** Decides over each frame that the server sends: whether it arrives. */
export type FrameFilter = (frame: ServerFrame, connection: ProxiedConnection) => boolean;

/** A TCP proxy between a browser and a server, whose behaviour can change at any moment. */
export class TcpProxy {
  readonly port: number;
  /** Decides over the frames of WebSockets. Default: all arrive. */
  filter: FrameFilter = () => true;
  readonly #server: Server;
  readonly #targetPort: number;
  readonly #connections = new Set<ProxiedConnection>();
  readonly #modes: Record<ConnectionKind, ProxyMode> = { http: 'pass', websocket: 'pass' };
  readonly #madeAt: number[] = [];

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    this.#targetPort = targetPort;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#accept(client));
  }

  /** Listens on a free port of this computer, in front of another one. */
  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await listen(server, 0);
    return new TcpProxy(server, targetPort);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The connections that stand. */
  connections(kind?: ConnectionKind): readonly ProxiedConnection[] {
    return [...this.#connections].filter((connection) => kind === undefined || connection.kind === kind);
  }

  /** How many connections were made since that moment of `Date.now()`. */
  madeSince(moment: number): number {
    return this.#madeAt.filter((at) => at >= moment).length;
  }

  /** Sets the mode of every connection, present and future; of one kind, if one is given. */
  async set(mode: ProxyMode, kind?: ConnectionKind): Promise<void> {
    for (const each of kind ? [kind] : (['http', 'websocket'] as const)) this.#modes[each] = mode;
    const refuses = Object.values(this.#modes).includes('refuse');
    if (refuses && this.#server.listening) this.#server.close();
    if (!refuses && !this.#server.listening) await listen(this.#server, this.port);
    if (mode === 'refuse' || mode === 'accept-silent') return;
    for (const connection of this.connections(kind)) connection.set(mode);
  }

  /** Cuts the connections that stand, and only those. */
  cut(how: 'reset' | 'fin', kind?: ConnectionKind): void {
    for (const connection of this.connections(kind)) connection.set(how);
  }

  /** Sends a text frame to the client, as if the server had, on every WebSocket that stands. */
  inject(text: string): void {
    this.injectBytes(encodeText(text));
  }

  /** Sends a whole frame. */
  injectBytes(frame: Buffer): void {
    for (const connection of this.connections('websocket')) connection.inject(frame);
  }

  async close(): Promise<void> {
    this.cut('reset');
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.#madeAt.push(Date.now());
    const connection = new ProxiedConnection(
      client,
      connect({ port: this.#targetPort, allowHalfOpen: true, noDelay: true }),
      {
        modeOf: (kind) => this.#modes[kind],
        mayArrive: (frame) => this.filter(frame, connection),
        closed: () => this.#connections.delete(connection),
      },
    );
    this.#connections.add(connection);
  }
}

interface ConnectionRules {
  readonly modeOf: (kind: ConnectionKind) => ProxyMode;
  readonly mayArrive: (frame: ServerFrame) => boolean;
  readonly closed: () => void;
}

/** One connection through the proxy. */
export class ProxiedConnection {
  kind: ConnectionKind = 'http';
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

  #fromClient(bytes: Buffer): void {
    if (!this.#isKnown) {
      this.#isKnown = true;
      this.kind = /\r\nupgrade: websocket\r\n/i.test(bytes.toString('latin1')) ? 'websocket' : 'http';
      const mode = this.#rules.modeOf(this.kind);
      // Only who cannot connect any more is refused; whoever came before that may go on.
      this.set(mode === 'refuse' ? this.#mode : mode);
    }
    if (typeof this.#mode === 'object' && 'answer' in this.#mode) {
      this.#down.push(Buffer.from(this.#mode.answer));
      this.#down.end();
    } else this.#up.push(bytes);
  }

  #fromServer(bytes: Buffer): void {
    const parts = this.kind === 'http' ? [bytes] : this.#frames.read(bytes);
    for (const part of parts) {
      if (Buffer.isBuffer(part)) this.#down.push(part);
      else if (this.#rules.mayArrive(part)) this.#down.push(part.bytes);
    }
  }

  #cut(how: 'reset' | 'fin'): void {
    const [, server] = this.#sockets;
    if (how === 'reset') this.#client.resetAndDestroy();
    else this.#client.end();
    server?.resetAndDestroy();
  }
}

type Flow = 'shut' | ProxyMode;

interface Piece {
  readonly bytes: Buffer;
  /** When it arrives at the earliest, by `Date.now()`. */
  readonly due: number;
}

/** How often a trickle drips, ms. */
const drip = 50;

/** What flows one way, with a gate in front of its receiver. */
class Direction {
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
    if ('trickle' in this.#flow) return Date.now() + drip;
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
    const size = typeof flow === 'object' && 'trickle' in flow ? Math.ceil((flow.trickle * drip) / 1000) : bytes.length;
    this.#receiver.write(bytes.subarray(0, size));
    if (size < bytes.length) this.#waiting.unshift({ bytes: bytes.subarray(size), due: this.#due() });
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
