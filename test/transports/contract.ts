import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { type OrderTransport, ReadError } from '../../src/transports/transport.js';
import { type FakeSocket, FakeSocketServer } from '../support/fake-socket-server.js';
import { SinkLog, turn } from '../support/sink-log.js';

/** The server of one transport, played by a test. */
export interface LiveServer {
  readonly transport: OrderTransport;
  /** Answers what the client has sent, up to the confirmation that changes arrive. */
  confirm(socket: FakeSocket): void;
  /** Sends a change of the order. */
  change(socket: FakeSocket, order: object): void;
  /** Answers the newest probe. */
  answerProbe(socket: FakeSocket): void;
}

export interface LiveTraits {
  /** Whether several orders share one socket. */
  readonly shares: boolean;
}

export const order = { id: 'A1', status: 'preparing', version: 2 };
export const token = 'header.secret.signature';

/** Checks the rules of transport.ts on a transport that follows live. */
export function describeTransport(
  name: string,
  make: (WebSocket: typeof globalThis.WebSocket) => LiveServer,
  { shares }: LiveTraits,
): void {
  describe(`${name}, as a live transport`, () => {
    let server: FakeSocketServer;
    let sink: SinkLog;
    let play: LiveServer;

    beforeEach(() => {
      server = new FakeSocketServer();
      sink = new SinkLog();
      play = make(server.WebSocket);
    });

    const connect = (orderId = 'A1', log = sink) => {
      const connection = play.transport.connect?.({ orderId, token }, log);
      if (!connection) throw new Error('it cannot connect');
      return connection;
    };
    const connectAndConfirm = async (orderId = 'A1', log = sink) => {
      const connection = connect(orderId, log);
      await turn();
      if (server.socket.readyState === WebSocket.CONNECTING) server.socket.accept();
      await turn();
      play.confirm(server.socket);
      return connection;
    };

    it('reports opened, then confirmed', async () => {
      const connection = connect();
      await turn();
      expect(sink.events).to.deep.equal([]);
      server.socket.accept();
      await turn();
      expect(sink.events).not.to.include('lost: network');
      play.confirm(server.socket);
      expect(sink.events.slice(0, 2)).to.deep.equal(['opened', 'confirmed']);
      connection.close();
    });

    it('hands on the payloads of the order unchanged', async () => {
      const connection = await connectAndConfirm();
      play.change(server.socket, order);
      expect(sink.payloads).to.deep.equal([order]);
      connection.close();
    });

    it('sends the token in a message and never in the URL', async () => {
      const connection = await connectAndConfirm();
      expect(JSON.stringify(server.socket.sent)).to.include(token);
      expect(server.socket.url).not.to.include('secret');
      connection.close();
    });

    it('sends a probe, and reports alive when the server answers', async () => {
      const connection = await connectAndConfirm();
      const before = sink.events.length;
      connection.probe();
      play.answerProbe(server.socket);
      expect(sink.events.slice(before)).to.deep.equal(['alive']);
      connection.close();
    });

    it('reports a broken connection once, and nothing after it', async () => {
      const connection = await connectAndConfirm();
      server.socket.drop();
      server.socket.end(1006);
      play.change(server.socket, order);
      expect(sink.events.filter((event) => event.startsWith('lost'))).to.deep.equal(['lost: network']);
      expect(sink.events.at(-1)).to.equal('lost: network');
      connection.close();
      await turn();
      expect(sink.events.at(-1)).to.equal('lost: network');
    });

    it('does not reconnect by itself after it was lost', async () => {
      const connection = await connectAndConfirm();
      server.socket.drop();
      await turn();
      expect(server.sockets).to.have.length(1);
      connection.close();
    });

    for (const [code, kind] of [
      [1000, 'server-closing'],
      [1001, 'server-closing'],
      [1012, 'server-closing'],
      [1013, 'overload'],
      [1006, 'network'],
      [1011, 'network'],
    ] as const) {
      it(`reports the close code ${code} as "${kind}"`, async () => {
        await connectAndConfirm();
        server.socket.end(code);
        expect(sink.losses.map((failure) => failure.kind)).to.deep.equal([kind]);
      });
    }

    it('reports nothing after close, allows a second close, and leaves no socket open', async () => {
      const connection = await connectAndConfirm();
      const before = [...sink.events];
      connection.close();
      connection.close();
      connection.probe();
      play.change(server.socket, order);
      await turn();
      server.socket.end(1000);
      await turn();
      expect(sink.events).to.deep.equal(before);
      expect(server.openSockets).to.have.length(0);
    });

    it('can be closed before the socket is open', async () => {
      connect().close();
      await turn();
      for (const socket of server.sockets) socket.accept();
      await turn();
      expect(sink.events).to.deep.equal([]);
      expect(server.openSockets.filter(({ closedWith }) => closedWith === undefined)).to.have.length(0);
    });

    it('reports config, and does not throw, where the browser forbids WebSockets', async () => {
      const connection = make(throwingWebSocket).transport.connect?.({ orderId: 'A1', token }, sink);
      expect(sink.events).to.deep.equal([]);
      await turn();
      expect(sink.events).to.deep.equal(['lost: config']);
      connection?.close();

      const silent = new SinkLog();
      make(throwingWebSocket).transport.connect?.({ orderId: 'A1', token }, silent).close();
      await turn();
      expect(silent.events).to.deep.equal([]);
    });

    it("reports config where the page's content security policy forbids the socket", async () => {
      connect();
      await turn();
      server.socket.forbid();
      expect(sink.events).to.deep.equal(['lost: config']);
    });

    it('reports network if the socket does not open', async () => {
      connect();
      await turn();
      server.socket.drop();
      expect(sink.events).to.deep.equal(['lost: network']);
    });

    it('throws at no frame of the server', async () => {
      const connection = await connectAndConfirm();
      const { socket } = server;
      const message = fc.oneof(
        fc.json(),
        fc.string(),
        fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.slice().buffer),
        fc.anything().map((value) => String(safeJson(value))),
        almost(socket),
      );
      await fc.assert(
        fc.asyncProperty(message, async (frame) => {
          socket.say(frame);
        }),
        { numRuns: 1_000 },
      );
      connection.close();
    });

    it('hands on no payload from a frame of more than 64 kB', async () => {
      const connection = await connectAndConfirm();
      play.change(server.socket, { ...order, reason: 'x'.repeat(65_536) });
      expect(sink.payloads.filter((payload) => payload !== undefined)).to.deep.equal([]);
      connection.close();
    });

    if (shares) {
      it('shares one socket among orders, and closes it with the last order', async () => {
        const first = await connectAndConfirm('A1');
        const other = new SinkLog();
        const second = await connectAndConfirm('B2', other);
        expect(server.sockets).to.have.length(1);
        expect(other.events.slice(0, 2)).to.deep.equal(['opened', 'confirmed']);
        first.close();
        await turn();
        expect(server.openSockets).to.have.length(1);
        play.change(server.socket, { ...order, id: 'B2' });
        expect(other.payloads).to.deep.equal([{ ...order, id: 'B2' }]);
        second.close();
        await turn();
        expect(server.openSockets).to.have.length(0);
      });

      it('keeps the socket open where a connection closes and another opens in the same task', async () => {
        const first = await connectAndConfirm();
        first.close();
        const second = await connectAndConfirm();
        expect(server.sockets).to.have.length(1);
        expect(sink.events.filter((event) => event === 'confirmed')).to.have.length(2);
        second.close();
      });

      it('opens another socket for a new connection while the probe of a closed one is unanswered', async () => {
        const stays = await connectAndConfirm('A1');
        const leaves = await connectAndConfirm('B2', new SinkLog());
        leaves.probe();
        leaves.close();
        const next = connect('C3', new SinkLog());
        expect(server.sockets).to.have.length(2);
        next.close();
        stays.close();
      });
    }
  });
}

/** Checks the rules of transport.ts on a transport that reads. */
export function describeReader(
  name: string,
  make: (fetch: typeof globalThis.fetch) => OrderTransport,
  body: unknown,
): void {
  describe(`${name}, as a reader`, () => {
    let requests: Request[];

    beforeEach(() => {
      requests = [];
    });

    const read = (respond: (request: Request) => Response | Promise<Response>, signal = new AbortController().signal) =>
      make(async (input, init) => {
        const request = new Request(input, init);
        requests.push(request);
        return respond(request);
      }).read?.({ orderId: 'A1', minVersion: 1, token, signal });

    async function failure(respond: () => Response | Promise<Response>): Promise<ReadError> {
      const error: unknown = await read(respond)?.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof ReadError)) throw new Error(`it did not fail with a ReadError but with ${String(error)}`);
      return error;
    }

    it('returns the order', async () => {
      expect(await read(() => json(body))).to.deep.equal(order);
    });

    it('sends the token in a header, and uses no cache, cookies, redirects or referrer', async () => {
      await read(() => json(body));
      expect(requests).to.have.length(1);
      const [request] = requests;
      expect(request?.headers.get('authorization')).to.equal(`Bearer ${token}`);
      expect(request?.headers.get('accept')).to.equal('application/json');
      expect(request?.url).not.to.include('secret');
      expect(request?.cache).to.equal('no-store');
      expect(request?.redirect).to.equal('error');
      expect(request?.credentials).to.equal('omit');
      expect(request?.referrerPolicy).to.equal('no-referrer');
    });

    it('accepts every JSON media type', async () => {
      for (const type of ['application/json; charset=utf-8', 'application/vnd.api+json', 'application/problem+json']) {
        expect(await read(() => json(body, { headers: { 'content-type': type } }))).to.deep.equal(order);
      }
    });

    for (const [status, kind] of [
      [401, 'auth'],
      [403, 'forbidden'],
      [404, 'not-found'],
      [410, 'not-found'],
      [429, 'overload'],
      [503, 'overload'],
      [400, 'config'],
      [500, 'network'],
      [502, 'network'],
      [511, 'network'],
    ] as const) {
      it(`reports the status ${status} as "${kind}"`, async () => {
        expect((await failure(() => json({ message: 'no' }, { status }))).kind).to.equal(kind);
      });
    }

    it('reports network when a captive portal answers with its login page, and after a redirect', async () => {
      const page = () => new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } });
      expect((await failure(page)).kind).to.equal('network');
      expect((await failure(() => Promise.reject(new TypeError('redirected')))).kind).to.equal('network');
    });

    it('reports unreadable when the JSON is broken', async () => {
      expect((await failure(() => json(undefined, {}, '{"id":'))).kind).to.equal('unreadable');
    });

    it('stops reading after 64 kB', async () => {
      let pulled = 0;
      let cancelled = false;
      const endless = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            pulled += 1;
            controller.enqueue(new Uint8Array(16_384).fill(0x20));
          },
          cancel() {
            cancelled = true;
          },
        },
        { highWaterMark: 0 },
      );
      const answer = () => new Response(endless, { headers: { 'content-type': 'application/json' } });
      expect((await failure(answer)).kind).to.equal('unreadable');
      expect(pulled).to.be.at.most(6);
      expect(cancelled).to.equal(true);
    });

    it('hands on the pause of Retry-After, at most an hour, and ignores unreadable values', async () => {
      const date = 'Sun, 22 Nov 2026 12:00:00 GMT';
      for (const [value, wait] of [
        ['30', 30_000],
        ['Sun, 22 Nov 2026 12:02:00 GMT', 120_000],
        ['999999', 3_600_000],
        ['Fri, 01 Jan 2099 00:00:00 GMT', 3_600_000],
        ['soon', undefined],
        ['-5', undefined],
        ['', undefined],
      ] as const) {
        const error = await failure(() => json({}, { status: 503, headers: { 'retry-after': value, date } }));
        expect(error.retryAfter, `Retry-After: ${value}`).to.equal(wait);
      }
    });

    it('ends when it is aborted, also in the middle of the body', async () => {
      const aborting = new AbortController();
      const reading = read(
        ({ signal }) =>
          new Response(
            new ReadableStream({
              start(controller) {
                signal.addEventListener('abort', () => controller.error(signal.reason));
              },
            }),
            { headers: { 'content-type': 'application/json' } },
          ),
        aborting.signal,
      );
      await turn();
      aborting.abort();
      const error: unknown = await reading?.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(ReadError);
    });

    it('fails only with a ReadError, whatever the answer', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(200, 201, 206, 400, 404, 418, 500),
          fc.oneof(fc.json(), fc.string()),
          fc.constantFrom('application/json', 'text/plain', 'x+json', ''),
          async (status, text, type) => {
            try {
              await read(() => new Response(text, { status, headers: { 'content-type': type } }));
            } catch (error) {
              if (!(error instanceof ReadError)) throw error;
            }
          },
        ),
        { numRuns: 1_000 },
      );
    });
  });
}

export function json(body: unknown, init: ResponseInit = {}, text = JSON.stringify(body)): Response {
  const headers = { 'content-type': 'application/json', ...init.headers };
  return new Response(text, { ...init, headers });
}

/** Frames that are nearly valid: parts of what the client sent, in another order. */
function almost(socket: FakeSocket): fc.Arbitrary<string> {
  const words = JSON.stringify(socket.sent).match(/"[^"]*"/g) ?? [];
  const word = fc.constantFrom(
    ...words,
    ...[
      'order',
      'snapshot',
      'closed',
      'subscribed',
      'pong',
      'phx_reply',
      'phx_close',
      'phx_error',
      'system',
      'broadcast',
    ]
      .concat('postgres_changes', 'data', 'record', 'payload', 'response', 'status', 'ok', 'phoenix', '__proto__')
      .map((text) => JSON.stringify(text)),
  );
  const part = fc.oneof(
    word,
    fc.constantFrom('null', '{}', '[]', '1', '{"data":{"errors":[null]}}', '{"operation":""}'),
  );
  return fc.oneof(
    fc.array(part, { maxLength: 6 }).map((parts) => `[${parts}]`),
    fc.array(fc.tuple(word, part), { maxLength: 5 }).map((pairs) => `{${pairs.map((pair) => pair.join(':'))}}`),
  );
}

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

const throwingWebSocket = class {
  constructor() {
    throw new DOMException('refused', 'SecurityError');
  }
} as unknown as typeof WebSocket;
