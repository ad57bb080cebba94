import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import type { OrderTransport } from '../../src/transports/transport.js';
import { type FakeSocket, FakeSocketServer } from '../support/fake-socket-server.js';
import { SinkLog, turn } from '../support/sink-log.js';
import { order, token } from './samples.js';

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
  /** Whether it is one answer to a request, which has no close codes, and which a page's policy refuses without a reason. */
  readonly isStream?: boolean;
}

/** Checks the rules of transport.ts on a transport that follows live. */
export function describeTransport(
  name: string,
  make: (WebSocket: typeof globalThis.WebSocket) => LiveServer,
  { shares, isStream = false }: LiveTraits,
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

    /** A stream is read in turns of its own. */
    const settle = async () => {
      for (let count = 0; count < (isStream ? 5 : 0); count++) await turn();
    };
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
      await settle();
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
      await settle();
      expect(sink.events.slice(0, 2)).to.deep.equal(['opened', 'confirmed']);
      connection.close();
    });

    it('hands on the payloads of the order unchanged', async () => {
      const connection = await connectAndConfirm();
      play.change(server.socket, order);
      await settle();
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
      await settle();
      expect(sink.events.slice(before)).to.deep.equal(['alive']);
      connection.close();
    });

    it('reports a broken connection once, and nothing after it', async () => {
      const connection = await connectAndConfirm();
      server.socket.drop();
      server.socket.end(1006);
      await settle();
      play.change(server.socket, order);
      await settle();
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
      if (isStream && kind !== 'network') continue;
      it(`reports the close code ${code} as "${kind}"`, async () => {
        await connectAndConfirm();
        server.socket.end(code);
        await settle();
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
      await settle();
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

    const refused = isStream ? 'lost: network' : 'lost: config';

    it('reports it, and does not throw, where the browser forbids the connection', async () => {
      const connection = make(throwingWebSocket).transport.connect?.({ orderId: 'A1', token }, sink);
      expect(sink.events).to.deep.equal([]);
      await settle();
      expect(sink.events).to.deep.equal([refused]);
      connection?.close();

      const silent = new SinkLog();
      make(throwingWebSocket).transport.connect?.({ orderId: 'A1', token }, silent).close();
      await turn();
      expect(silent.events).to.deep.equal([]);
    });

    it("reports it where the page's content security policy forbids the connection", async () => {
      connect();
      await turn();
      if (isStream) server.socket.drop();
      else server.socket.forbid();
      await settle();
      expect(sink.events).to.deep.equal([refused]);
    });

    it('reports network if the socket does not open', async () => {
      connect();
      await turn();
      server.socket.drop();
      await settle();
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
      await settle();
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
        await settle();
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
