import { fromCallback, fromPromise } from 'xstate';
import type { TrackerClock } from '../../environment/clock.js';
import type { TrackerEnvironment } from '../../environment/environment.js';
import type { ServerClock } from '../../environment/server-clock.js';
import { sleepWatchOf } from '../../environment/sleep-watch.js';
import {
  type ConnectRequest,
  type Failure,
  type LiveConnection,
  type OrderTransport,
  ReadError,
  type ReadRequest,
} from '../../transports/transport.js';
import type { TrackerChartEvent } from './chart.events.js';
import type { Token, TokenSource } from './chart.types.js';

/** A server sends a frame every few seconds at most. More than this in one second is a fault or an attack. */
const framesPerSecond = 200;

/** How long a read may take, its body included, ms. */
const readLimit = 8_000;
/** After a sleep or a change of network, the browser's pooled connection is dead: the first try ends sooner, ms. */
const firstTryLimit = 2_000;
/** How long an open connection may take to answer before the order is read by a request instead, ms. */
const snapshotLimit = 3_000;

export interface ConnectionInput {
  readonly transport: OrderTransport;
  readonly orderId: string;
  readonly token: string | undefined;
  readonly clock: TrackerClock;
}

/** One live connection, for as long as its state is active. It is closed when the state is left. */
export const connectionActor = fromCallback<TrackerChartEvent, ConnectionInput, TrackerChartEvent>(
  ({ input: { transport, orderId, token, clock }, sendBack }) => {
    let second = clock.monotone();
    let frames = 0;
    let connection: LiveConnection | undefined;

    const lose = (failure: Failure) => sendBack({ type: 'connection.lost', failure: asFailure(failure) });
    const floods = () => {
      const now = clock.monotone();
      if (now - second >= 1_000) [second, frames] = [now, 0];
      frames += 1;
      return frames > framesPerSecond;
    };
    try {
      const made = transport.connect?.(
        { orderId, token },
        {
          opened: () => sendBack({ type: 'connection.opened' }),
          confirmed: () => sendBack({ type: 'connection.confirmed' }),
          alive: () => sendBack({ type: 'connection.alive' }),
          received: (payload) => {
            if (!floods()) return sendBack({ type: 'connection.received', payload });
            connection?.close();
            lose({ kind: 'overload', reason: `more than ${framesPerSecond} frames in a second` });
          },
          lost: lose,
        },
      );
      connection = made && contained(made);
    } catch (error) {
      lose({ kind: 'config', reason: `the transport "${transport.name}" failed to connect: ${String(error)}` });
    }
    if (connection) sendBack({ type: 'connection.begun', connection });
    return () => connection?.close();
  },
);

/** The connection of a page's own transport may throw. That is reported to the page and must not stop the chart. */
function contained(connection: LiveConnection): LiveConnection {
  const call = (method: () => void) => {
    try {
      method();
    } catch (error) {
      reportError(error);
    }
  };
  const { requestSnapshot } = connection;
  return {
    probe: () => call(() => connection.probe()),
    renewToken: (token) => call(() => connection.renewToken(token)),
    ...(requestSnapshot && { requestSnapshot: (request) => requestSnapshot.call(connection, request) }),
    close: (fault) => call(() => connection.close(fault)),
  };
}

export interface ReadInput {
  readonly transport: OrderTransport;
  readonly connection: LiveConnection | undefined;
  readonly request: Omit<ReadRequest, 'signal'>;
  readonly clock: TrackerClock;
  readonly serverClock: ServerClock;
  /** Whether the device slept or changed its network since the last successful read. */
  readonly napped: boolean;
}

/** One read of the order's present state. Rejects with `ReadError`. */
export const readActor = fromPromise<unknown, ReadInput>(async ({ input, signal }) => {
  const { transport, connection, request, clock, serverClock, napped } = input;
  const attempt = async (signal: AbortSignal): Promise<unknown> => {
    const ask = (signal: AbortSignal) => connection?.requestSnapshot?.({ ...request, signal });
    if (!transport.read) {
      return ask(signal) ?? Promise.reject(new ReadError({ kind: 'network', reason: 'not connected' }));
    }
    try {
      // The connection may never answer. Its time limit leaves enough time for a request.
      if (connection?.requestSnapshot && !serverClock.isUnsure)
        return await within(snapshotLimit, clock, signal, async (limit) => ask(limit));
    } catch {
      // The order is read by a request instead.
    }
    const payload = await transport.read({ ...request, signal });
    serverClock.accept();
    return payload;
  };
  if (napped) {
    const early = await within(firstTryLimit, clock, signal, attempt).catch((error: unknown) => {
      if (!(error instanceof ReadError) || error.reason !== tooSlow) throw error;
      return again;
    });
    if (early !== again) return early;
  }
  return within(readLimit, clock, signal, attempt);
});

const tooSlow = 'no answer in time';
const again = Symbol('again');

/** Runs `attempt` with a time limit that covers everything it does, and aborts it at the limit. */
async function within<Result>(
  limit: number,
  clock: TrackerClock,
  signal: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  signal.addEventListener('abort', stop);
  let timer: unknown;
  const expired = new Promise<never>((_, reject) => {
    timer = clock.setTimeout(() => {
      reject(new ReadError({ kind: 'network', reason: tooSlow }));
      stop();
    }, limit);
  });
  try {
    return await Promise.race([attempt(stopping.signal), expired]);
  } finally {
    clock.clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

export interface TokenInput {
  readonly tokens: TokenSource | undefined;
  readonly clock: TrackerClock;
  readonly serverClock: ServerClock;
}

/** Fetches a token. Rejects with `ReadError`. */
export const tokenActor = fromPromise<Token, TokenInput>(async ({ input: { tokens, clock, serverClock }, signal }) => {
  if (!tokens?.fetch) throw new ReadError({ kind: 'auth', reason: 'the access token cannot be renewed' });
  const { fetch } = tokens;
  const token = await within(readLimit, clock, signal, (aborted) => fetch.call(tokens, aborted));
  serverClock.accept();
  if (token.issuedAt) serverClock.reached(token.issuedAt);
  return token;
});

export interface RecheckInput extends Pick<TokenInput, 'tokens' | 'clock'> {
  readonly transport: OrderTransport;
  readonly orderId: string;
  /** A token that may be used; without one, another is fetched where that is possible. */
  readonly token: string | undefined;
}

/** Asks once, with a token where one is needed, whether the order can be had. Rejects as long as it cannot. */
export const recheckActor = fromPromise<void, RecheckInput>(async ({ input, signal }) => {
  const { transport, tokens, clock, orderId } = input;
  await within(readLimit, clock, signal, async (limit) => {
    const token = input.token ?? (await tokens?.fetch?.(limit))?.value;
    if (transport.read) return transport.read({ orderId, token, minVersion: undefined, signal: limit });
    return reach(transport, { orderId, token }, limit);
  });
});

/** Connects until the server confirms, or sends something. */
async function reach(transport: OrderTransport, request: ConnectRequest, signal: AbortSignal): Promise<void> {
  let connection: LiveConnection | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const done = () => resolve();
      signal.addEventListener('abort', reject);
      const sink = { opened() {}, alive() {}, confirmed: done, received: done, lost: reject };
      connection = transport.connect?.(request, sink);
    });
  } finally {
    connection?.close();
  }
}

/** Reports what happens to the page and its network. */
export const pageActor = fromCallback<TrackerChartEvent, TrackerEnvironment, TrackerChartEvent>(
  ({ input: { page }, sendBack }) => page.listen((event) => sendBack({ type: `page.${event}` })),
);

/** Reports, within 2 s, that the device slept although the page was visible. */
export const sleepWatchActor = fromCallback<TrackerChartEvent, TrackerClock, TrackerChartEvent>(
  ({ input: clock, sendBack }) => sleepWatchOf(clock).listen(() => sendBack({ type: 'page.slept' })),
);

/** Why an actor failed. A custom transport may throw any object with `kind` and `reason`. */
export function failureOf(error: unknown): Failure {
  if (isFailure(error)) return asFailure(error);
  // A custom transport that breaks its contract must not stop the tracker.
  return { kind: 'network', reason: error instanceof Error ? error.message : 'the read failed' };
}

/** A custom transport may give a reason that is no text. */
function asFailure(failure: Failure): Failure {
  const { reason }: { reason: unknown } = failure;
  return typeof reason === 'string' ? failure : { ...failure, reason: String(reason) };
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'kind' in error && 'reason' in error;
}
