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

/** A TCP proxy between a browser and a server. Its behaviour can be changed at any time. */
export class TcpProxy {
  readonly port: number;
  /** Filters the server's WebSocket frames. Default: forwards all. */
  filter: FrameFilter = passAll;
  /** Decides how requests are answered. Default: the server answers all. */
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

  /** Listens on a free port of this computer, and forwards to the target port. */
  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await listen(server, 0);
    return new TcpProxy(server, targetPort);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The open connections. */
  connections(kind?: ConnectionKind): readonly ProxiedConnection[] {
    return [...this.#connections].filter((connection) => kind === undefined || connection.kind === kind);
  }

  /** The number of connections that were opened since that time of `Date.now()`. */
  madeSince(moment: number): number {
    return this.#madeAt.filter((at) => at >= moment).length;
  }

  /** Sets the mode of all open and new connections, or of those of one kind. */
  async set(mode: ProxyMode, kind?: ConnectionKind): Promise<void> {
    for (const each of kind ? [kind] : (['http', 'websocket'] as const)) this.#modes[each] = mode;
    const refuses = Object.values(this.#modes).includes('refuse');
    if (refuses && this.#server.listening) this.#server.close();
    if (!refuses && !this.#server.listening) await listen(this.#server, this.port);
    if (mode === 'refuse' || mode === 'accept-silent') return;
    for (const connection of this.connections(kind)) connection.set(mode);
  }

  /** Ends all faults: forwards everything again. */
  async heal(): Promise<void> {
    this.filter = passAll;
    this.rule = () => undefined;
    await this.set('pass');
  }

  /** Cuts the open connections. New connections work. */
  cut(how: 'reset' | 'fin', kind?: ConnectionKind): void {
    for (const connection of this.connections(kind)) connection.set(how);
  }

  /** Sends a close frame with this code on every open WebSocket, as a server would. */
  closeWith(code: number): void {
    for (const connection of this.connections('websocket')) connection.closeWith(code);
  }

  /** Sends a text frame to the client of every open WebSocket, as if it came from the server. */
  inject(text: string): void {
    this.injectBytes(encodeText(text));
  }

  /** Sends an encoded frame to the client of every open WebSocket. */
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
