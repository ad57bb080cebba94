import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * Stands before the demo server and hands everything on, until its gate for WebSockets is shut: then the open ones are
 * cut and new ones refused, as a strict hotel network does. Plain requests go on.
 */
export class SocketGate {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #server: Server;
  readonly #open = new Set<Duplex>();
  #shut = false;

  private constructor(target: URL) {
    this.#target = { host: target.hostname, port: Number(target.port) };
    this.#server = createServer((incoming, answer) => {
      const { method, url, headers } = incoming;
      const onward = request({ ...this.#target, method, path: url, headers }, (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      incoming.pipe(onward);
    });
    this.#server.on('upgrade', (incoming, socket, head) => this.#upgrade(incoming, socket, head));
  }

  static async before(serverUrl: string): Promise<SocketGate> {
    const gate = new SocketGate(new URL(serverUrl));
    await new Promise<void>((listening) => gate.#server.listen(0, '127.0.0.1', listening));
    return gate;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  shut(): void {
    this.#shut = true;
    for (const socket of this.#open) socket.destroy();
  }

  open(): void {
    this.#shut = false;
  }

  async close(): Promise<void> {
    this.shut();
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#shut) {
      socket.destroy();
      return;
    }
    const onward = connect(this.#target);
    const lines = incoming.rawHeaders.flatMap((name, index, all) => (index % 2 ? [] : [`${name}: ${all[index + 1]}`]));
    onward.write([`${incoming.method} ${incoming.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    onward.write(head);
    for (const end of [socket, onward]) {
      this.#open.add(end);
      const cut = () => {
        socket.destroy();
        onward.destroy();
        this.#open.delete(end);
      };
      end.on('error', cut).on('close', cut);
    }
    socket.pipe(onward).pipe(socket);
  }
}
