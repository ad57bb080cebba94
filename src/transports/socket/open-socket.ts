import { stringify } from '../../environment/stringify.js';
import { sizeLimit } from '../json.js';
import type { Failure, FailureKind } from '../transport.js';

/** Where one browser socket reports, always asynchronously. `lost` comes at most once, and nothing follows it. */
export interface SocketListener {
  opened(): void;
  /** A frame; `undefined` if it was too large, or of another type: `raw` is what the browser handed over. */
  received(data: string | ArrayBuffer | undefined, raw: unknown): void;
  lost(failure: Failure, closing?: Closing): void;
}

/** How the server closed a socket: of a `CloseEvent`. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

export interface OpenSocket {
  /** Sends a message as JSON, or a text as it is. Does nothing while the socket is not open. */
  send(message: unknown): void;
  /** Closes the socket. Safe to call twice; the listener hears nothing afterwards. */
  close(): void;
}

export interface SocketOptions {
  readonly url: string;
  readonly protocols?: string[] | undefined;
  /** `undefined` where the browser has none. */
  readonly WebSocket: typeof WebSocket | undefined;
}

const kindOfCode: Readonly<Record<number, FailureKind>> = {
  1000: 'server-closing',
  1001: 'server-closing',
  1012: 'server-closing',
  1013: 'overload',
  4400: 'config',
  4401: 'auth',
  4403: 'forbidden',
  4404: 'not-found',
  4429: 'overload',
};

/** What a close code of PROTOCOL.md means. Every other code is a `network` failure. */
export function failureFromCode(code: unknown): Failure {
  const kind = typeof code === 'number' ? kindOfCode[code] : undefined;
  return { kind: kind ?? 'network', reason: `The connection was closed with ${Number(code)}.` };
}

/** Opens a browser socket once. Every failure, that of the constructor included, is reported by `lost`. */
export function openSocket({ url, protocols, WebSocket }: SocketOptions, listener: SocketListener): OpenSocket {
  const listening = new AbortController();
  const { signal } = listening;
  const fail = (failure: Failure, closing?: Closing) => {
    if (signal.aborted) return;
    listening.abort();
    listener.lost(failure, closing);
  };
  const reason = WebSocket ? 'This browser opens no WebSocket there.' : 'There is no WebSocket here.';
  const forbidden: Failure = { kind: 'config', reason, hint: reason };
  let failureToOpen = failureFromCode(1006);
  let isOpen = false;
  let socket: WebSocket | undefined;

  const noteForbidden = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    if (blockedURI && url.startsWith(blockedURI)) failureToOpen = forbidden;
  };
  const open = () => {
    isOpen = true;
    listener.opened();
  };
  // `close` follows `error`, except where a content security policy forbids the socket: Chromium fires only `error`.
  const failToOpen = () => isOpen || fail(failureToOpen);

  try {
    globalThis.document?.addEventListener('securitypolicyviolation', noteForbidden, { signal });
    if (WebSocket === undefined) throw new Error();
    socket = new WebSocket(url, protocols);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', open, { signal });
    socket.addEventListener('message', ({ data }) => listener.received(withinLimit(data), data), { signal });
    socket.addEventListener('error', failToOpen, { signal });
    socket.addEventListener('close', (event) => fail(failureFromCode(event.code), event), { signal });
  } catch {
    queueMicrotask(() => fail(forbidden));
  }

  return {
    send(message) {
      if (socket?.readyState === 1) socket.send(typeof message === 'string' ? message : stringify(message));
    },
    close() {
      listening.abort();
      socket?.close(1000);
    },
  };
}

function withinLimit(data: unknown): string | ArrayBuffer | undefined {
  if (typeof data === 'string') return data.length > sizeLimit ? undefined : data;
  return data instanceof ArrayBuffer && data.byteLength <= sizeLimit ? data : undefined;
}
