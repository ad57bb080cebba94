/**
 * A WebSocket server inside the test, and the `WebSocket` that reaches it. The test plays the server with verbs:
 * `accept`, `say`, `drop`, `end`. Nothing happens by itself.
 */
export class FakeSocketServer {
  /** Every socket that was ever opened, oldest first. */
  readonly sockets: FakeSocket[] = [];
  /** Hand this to the code under test. */
  readonly WebSocket: typeof WebSocket;
  readonly #arrivals: ((socket: FakeSocket) => void)[] = [];

  constructor() {
    const arrive = (socket: FakeSocket) => {
      this.sockets.push(socket);
      for (const tell of this.#arrivals.splice(0)) tell(socket);
    };
    class ClientSocket extends FakeSocket {
      constructor(url: string, protocols?: string | string[]) {
        super(url, protocols);
        arrive(this);
      }
    }
    this.WebSocket = ClientSocket as unknown as typeof WebSocket;
  }

  /** The newest socket. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('nobody has connected yet');
    return socket;
  }

  get openSockets(): FakeSocket[] {
    return this.sockets.filter(({ readyState }) => readyState < 2);
  }

  /** The next socket that is opened. */
  arrival(): Promise<FakeSocket> {
    return new Promise((resolve) => this.#arrivals.push(resolve));
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** One socket, as both ends see it. */
export class FakeSocket extends EventTarget {
  readonly url: string;
  readonly protocols: string[];
  protocol = '';
  binaryType: BinaryType = 'blob';
  bufferedAmount = 0;
  readyState: number = WebSocket.CONNECTING;
  /** What the client sent, read as JSON; a text that is none as it is. */
  readonly sent: unknown[] = [];
  /** The code that the client closed with. */
  closedWith: number | undefined;
  // Some clients set these instead of listening.
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  #heard: (() => void)[] = [];

  constructor(url: string, protocols: string | string[] = []) {
    super();
    this.url = url;
    this.protocols = [protocols].flat();
  }

  // The client's side.

  send(data: string): void {
    if (this.readyState === WebSocket.CONNECTING) throw new DOMException('still connecting', 'InvalidStateError');
    if (this.readyState !== WebSocket.OPEN) return;
    this.sent.push(asJson(data));
    for (const tell of this.#heard.splice(0)) tell();
  }

  close(code?: number): void {
    if (this.readyState >= WebSocket.CLOSING) return;
    this.closedWith = code;
    this.readyState = WebSocket.CLOSING;
  }

  // The server's side.

  accept(): void {
    this.readyState = WebSocket.OPEN;
    this.#tell(new Event('open'));
  }

  /** Sends a message: an object as JSON, text and bytes as they are. */
  say(message: unknown): void {
    if (this.readyState !== WebSocket.OPEN) return;
    const isData = typeof message === 'string' || message instanceof ArrayBuffer || message instanceof Blob;
    const data = isData ? message : JSON.stringify(message);
    this.#tell(new MessageEvent('message', { data }));
  }

  /** Closes with a code, and says why. */
  end(code: number, reason = ''): void {
    this.readyState = WebSocket.CLOSED;
    this.#tell(new CloseEvent('close', { code, reason }));
  }

  /** The browser forbids it, as a content security policy makes Chromium do: `error`, and no `close`. */
  forbid(): void {
    this.readyState = WebSocket.CLOSED;
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        blockedURI: this.url,
        documentURI: location.href,
        violatedDirective: 'connect-src',
        effectiveDirective: 'connect-src',
        originalPolicy: "connect-src 'none'",
        disposition: 'enforce',
        statusCode: 200,
      }),
    );
    this.#tell(new Event('error'));
  }

  /** The connection breaks. */
  drop(): void {
    this.#tell(new Event('error'));
    this.end(1006);
  }

  /** Waits until the client has sent a message that fits. */
  async heard(fits: (message: unknown) => boolean): Promise<void> {
    while (!this.sent.some(fits)) await new Promise<void>((resolve) => this.#heard.push(resolve));
  }

  #tell(event: Event): void {
    this.dispatchEvent(event);
    if (event.type === 'open') this.onopen?.(event);
    else if (event instanceof MessageEvent) this.onmessage?.(event);
    else if (event instanceof CloseEvent) this.onclose?.(event);
    else this.onerror?.(event);
  }
}
