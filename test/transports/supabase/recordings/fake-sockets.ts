/**
 * The `WebSocket` of one recorded handshake, and the server's end of every socket that was opened with it. Nothing
 * happens by itself. Node has neither `WebSocket` nor `CloseEvent` before version 22, so nothing of a page is used.
 */
export class FakeSockets {
  readonly opened: FakeSocket[] = [];
  readonly WebSocket: typeof WebSocket;

  constructor() {
    const { opened } = this;
    class Socket extends FakeSocket {
      constructor(url: string) {
        super(url);
        opened.push(this);
      }
    }
    this.WebSocket = Socket as unknown as typeof WebSocket;
  }

  get newest(): FakeSocket {
    const socket = this.opened.at(-1);
    if (!socket) throw new Error('The transport opened no socket.');
    return socket;
  }
}

/** A frame of Phoenix's protocol that our client sent. */
export type SentFrame = readonly [joinRef: string | null, ref: string, topic: string, event: string, payload: unknown];

const open = 1;
const closed = 3;

export class FakeSocket extends EventTarget {
  readonly url: string;
  readyState = 0;
  binaryType = 'blob';
  readonly sent: SentFrame[] = [];

  constructor(url: string) {
    super();
    this.url = url;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as SentFrame);
  }

  close(): void {
    this.readyState = closed;
  }

  accept(): void {
    this.readyState = open;
    this.dispatchEvent(new Event('open'));
  }

  say(data: string | ArrayBuffer): void {
    if (this.readyState === open) this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  /** Closes with a code. Without having been open, the browser reports an error first. */
  end(code: number): void {
    if (this.readyState === 0) this.dispatchEvent(new Event('error'));
    this.readyState = closed;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
