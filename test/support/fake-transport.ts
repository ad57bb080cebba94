import {
  type ConnectionFault,
  type ConnectRequest,
  type Failure,
  type FailureKind,
  type LiveConnection,
  type OrderTransport,
  ReadError,
  type ReadRequest,
  type TransportSink,
  type TransportTraits,
} from '../../src/transports/transport.js';

/** One connection of a `FakeTransport`, played by the test. */
export class FakeConnection implements LiveConnection {
  isClosed = false;
  /** What the tracker said was wrong with the connection when it closed it. */
  fault: ConnectionFault | undefined;
  probes = 0;
  readonly tokens: string[] = [];
  /** Whether probes are answered by themselves. */
  answers = true;

  constructor(
    readonly request: ConnectRequest,
    readonly sink: TransportSink,
  ) {}

  probe(): void {
    this.probes += 1;
    if (this.answers) queueMicrotask(() => !this.isClosed && this.sink.alive());
  }

  renewToken(token: string): void {
    this.tokens.push(token);
  }

  close(fault?: ConnectionFault): void {
    this.fault ??= fault;
    this.isClosed = true;
  }

  open(): void {
    this.sink.opened();
  }

  confirm(): void {
    this.sink.confirmed();
  }

  receive(payload: unknown): void {
    this.sink.received(payload);
  }

  lose(kind: FailureKind = 'network', more: Partial<Failure> = {}): void {
    this.isClosed = true;
    this.sink.lost({ kind, reason: `test: ${kind}`, ...more });
  }
}

/** A read that waits for the test's answer. */
export class FakeRead {
  isAnswered = false;

  constructor(
    readonly request: ReadRequest,
    private readonly settleWith: { resolve(payload: unknown): void; reject(error: unknown): void },
  ) {
    request.signal.addEventListener('abort', () => this.fail('network', 'aborted'));
  }

  answer(payload: unknown): void {
    this.isAnswered = true;
    this.settleWith.resolve(payload);
  }

  fail(kind: FailureKind = 'network', reason = `test: ${kind}`, retryAfter?: number): void {
    this.isAnswered = true;
    this.settleWith.reject(new ReadError({ kind, reason, retryAfter }));
  }
}

/** A back end in the test's hands. With `serve` it connects and answers by itself. */
export class FakeTransport implements OrderTransport {
  readonly name = 'fake';
  readonly traits: TransportTraits;
  readonly connections: FakeConnection[] = [];
  readonly reads: FakeRead[] = [];
  readonly connect?: (request: ConnectRequest, sink: TransportSink) => LiveConnection;
  readonly read?: (request: ReadRequest) => Promise<unknown>;
  /** What reads answer and connections confirm by themselves; `undefined` leaves everything to the test. */
  served: unknown;
  /** Whether connections are let in; reads are answered all the same. */
  accepts = true;

  constructor({ live = true, reads = true, ...traits }: { live?: boolean; reads?: boolean } & TransportTraits = {}) {
    this.traits = { authenticated: true, ...traits };
    if (live) this.connect = (request, sink) => this.#connect(request, sink);
    if (reads) this.read = (request) => this.#read(request);
  }

  get connection(): FakeConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error('nothing has connected yet');
    return connection;
  }

  get lastRead(): FakeRead {
    const read = this.reads.at(-1);
    if (!read) throw new Error('nothing has been read yet');
    return read;
  }

  get openConnections(): number {
    return this.connections.filter(({ isClosed }) => !isClosed).length;
  }

  /** From now on everything works, and this is the order. */
  serve(order: unknown): void {
    this.served = order;
    for (const read of this.reads) if (!read.isAnswered) read.answer(order);
    for (const connection of this.connections) if (!connection.isClosed) greet(connection);
  }

  /** The kitchen changes the order: connections hear of it, reads answer it. */
  push(order: unknown): void {
    this.served = order;
    for (const connection of this.connections) if (!connection.isClosed) connection.receive(order);
  }

  #connect(request: ConnectRequest, sink: TransportSink): LiveConnection {
    const connection = new FakeConnection(request, sink);
    this.connections.push(connection);
    if (this.served !== undefined && this.accepts) queueMicrotask(() => !connection.isClosed && greet(connection));
    return connection;
  }

  #read(request: ReadRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const read = new FakeRead(request, { resolve, reject });
      this.reads.push(read);
      if (this.served !== undefined) read.answer(this.served);
    });
  }
}

function greet(connection: FakeConnection): void {
  connection.open();
  connection.confirm();
}
