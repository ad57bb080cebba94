/** A WebSocket frame of a server: unmasked and not fragmented. */
export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** The encoded frame. */
  readonly bytes: Buffer;
}

export const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Encodes a frame as a server does. */
export function encodeServerFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

export function encodeText(text: string): Buffer {
  return encodeServerFrame(opcodes.text, Buffer.from(text));
}

export function encodeClose(code: number): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return encodeServerFrame(opcodes.close, payload);
}

/** Splits the bytes of a server into the answer to the handshake and frames. */
export class ServerFrameReader {
  #rest = Buffer.alloc(0);
  #isOpen = false;

  /** Yields what these bytes complete: first the answer to the handshake, then frames. */
  *read(bytes: Buffer): Generator<Buffer | ServerFrame> {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    if (!this.#isOpen) {
      const end = this.#rest.indexOf('\r\n\r\n');
      if (end === -1) return;
      const answer = this.#take(end + 4);
      this.#isOpen = /^HTTP\/1\.1 101 /.test(answer.toString('latin1'));
      yield answer;
    }
    // After a refused handshake the connection is plain HTTP.
    if (!this.#isOpen) {
      if (this.#rest.length > 0) yield this.#take(this.#rest.length);
      return;
    }
    for (let frame = this.#frame(); frame; frame = this.#frame()) yield frame;
  }

  #frame(): ServerFrame | undefined {
    const [first, second] = this.#rest;
    if (first === undefined || second === undefined) return undefined;
    const short = second & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (this.#rest.length < head) return undefined;
    const length =
      short < 126 ? short : short === 126 ? this.#rest.readUInt16BE(2) : Number(this.#rest.readBigUInt64BE(2));
    if (this.#rest.length < head + length) return undefined;
    const bytes = this.#take(head + length);
    return { opcode: first & 0x0f, payload: bytes.subarray(head), bytes };
  }

  #take(length: number): Buffer {
    const taken = Buffer.from(this.#rest.subarray(0, length));
    this.#rest = Buffer.from(this.#rest.subarray(length));
    return taken;
  }
}
