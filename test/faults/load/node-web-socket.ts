import WebSocketOfNode from 'ws';

/** The part of a browser's WebSocket that the transports use, for Node. */
export class NodeWebSocket extends EventTarget {
  binaryType: BinaryType = 'arraybuffer';
  readonly #socket: WebSocketOfNode;

  constructor(url: string | URL, protocols?: string | string[]) {
    super();
    // A browser names the origin of its page; some servers answer nothing else. Here it is a page of that server.
    const origin = new URL(url).origin.replace(/^ws/, 'http');
    this.#socket = new WebSocketOfNode(url, protocols, { perMessageDeflate: false, origin });
    this.#socket.on('open', () => this.dispatchEvent(new Event('open')));
    this.#socket.on('message', (data, isBinary) => {
      this.dispatchEvent(
        new MessageEvent('message', { data: isBinary ? new Uint8Array(data as Buffer).buffer : data.toString() }),
      );
    });
    this.#socket.on('error', () => this.dispatchEvent(new Event('error')));
    this.#socket.on('close', (code) => this.dispatchEvent(Object.assign(new Event('close'), { code })));
  }

  get readyState(): number {
    return this.#socket.readyState;
  }

  send(data: string): void {
    this.#socket.send(data);
  }

  close(code?: number): void {
    this.#socket.close(code);
  }
}
