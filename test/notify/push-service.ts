import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A push as a push service got it. */
export interface ReceivedPush {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a push service answers. `destroyed`: the connection ends without an answer. */
export interface PushAnswer {
  readonly status: number | 'destroyed';
  readonly headers?: Readonly<Record<string, string>>;
}

/** A push service on 127.0.0.1 that answers as it is told; RFC 8030, section 5. */
export class PushService {
  readonly received: ReceivedPush[] = [];
  answer: PushAnswer = { status: 201 };
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url: path = '', headers } = request;
        this.received.push({ path, headers, body: Buffer.concat(chunks) });
        const { status, headers: answered = {} } = this.answer;
        if (status === 'destroyed') request.socket.destroy();
        else response.writeHead(status, { ...answered }).end('What it says may hold the address.');
      });
    });
  }

  static async start(): Promise<PushService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PushService(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
