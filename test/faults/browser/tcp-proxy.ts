import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import {
  type ConnectionKind,
  type FrameFilter,
  type HttpRule,
  ProxiedConnection,
  type ProxyMode,
} from './proxied-connection.js';
import { encodeText } from './websocket-frames.js';

const passAll: FrameFilter = () => true;

/** A TCP proxy between a browser and a server, whose behaviour can change at any moment. */
export class TcpProxy {
  readonly port: number;
  /** Decides over the frames of WebSockets. Default: all arrive. */
  filter: FrameFilter = passAll;
  /** Decides over requests. Default: the server answers all. */
  rule: HttpRule = () => undefined;
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

  /** All is well again. */
  async heal(): Promise<void> {
    this.filter = passAll;
    this.rule = () => undefined;
    await this.set('pass');
  }

  /** Cuts the connections that stand, and only those. */
  cut(how: 'reset' | 'fin', kind?: ConnectionKind): void {
    for (const connection of this.connections(kind)) connection.set(how);
  }

  /** Closes every WebSocket that stands, as a server does, with a code. */
  closeWith(code: number): void {
    for (const connection of this.connections('websocket')) connection.closeWith(code);
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
        arrives: (frame) => this.filter(frame, connection),
        fateOf: (request) => this.rule(request),
        closed: () => this.#connections.delete(connection),
      },
    );
    this.#connections.add(connection);
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
