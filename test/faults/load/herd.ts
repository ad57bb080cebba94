import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { browserEnvironment } from '../../../src/environment/browser-environment.js';
import type { TrackerClock } from '../../../src/environment/clock.js';
import { createOrderTracker } from '../../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../../src/tracker/types.js';
import type { HerdAnswer, HerdCommand, PlacedGuest } from './herd-server.js';
import { NodeWebSocket } from './node-web-socket.js';

/** The figures of a server restart with many guests. Times are in milliseconds since the restart. */
export interface HerdFigures {
  readonly clients: number;
  /**
   * The time from each client's loss to its first connection attempt, sorted. All clients share this process, so their
   * timers fire late; this lateness is subtracted.
   */
  readonly firstTries: readonly number[];
  /** The largest lateness of these timers. */
  readonly lateness: number;
  /** The number of connection attempts per client. */
  readonly amplification: number;
  /** The most attempts within one second, with the lateness subtracted. */
  readonly peak: number;
  /** The time until all clients were connected again. */
  readonly allBack: number;
  /** The p-value of a test whether the first attempts are spread evenly over 5 s. */
  readonly evenness: number;
  /** The number of clients that received a change after the restart. */
  readonly upToDate: number;
  /** The share of a processor that each side used until all clients were back. A share near 1 was the bottleneck. */
  readonly serverBusy: number;
  readonly clientsBusy: number;
}

/** The fault of the server. */
export type HerdFault = Extract<HerdCommand, { kind: 'restart' | 'crash' }>;

const firstTryWithin = 5000;
/** The number of guests per link, which is the maximum of sockets per token. */
const guestsOfTable = 5;
/** The number of clients that start in each second, so that the start itself does not overload the server. */
const startsEachSecond = 150;

/** Starts many trackers with one socket each, causes the fault, and measures how they come back. */
export async function playHerd(count: number, fault: HerdFault): Promise<HerdFigures> {
  const server = await HerdServer.start();
  let clients: readonly Client[] = [];
  try {
    // The guests of a table share a link.
    const guests = await server.place(Math.ceil(count / guestsOfTable));
    clients = Array.from(
      { length: count },
      (_, index) => new Client(server.url, guests[index % guests.length] as PlacedGuest),
    );
    for (const [index, client] of clients.entries()) {
      client.start();
      if (index % 15 === 14) await pause((15 * 1000) / startsEachSecond);
    }
    await until(
      () => clients.every(({ isLive }) => isLive),
      180_000,
      () => `${notLive(clients)} of ${count} clients did not connect`,
    );

    const before = { server: await server.processorTime(), clients: processorTime() };
    const at = await server.causeFault(fault);
    for (const client of clients) client.faultAt = at;
    await until(
      () => clients.every(({ backAt }) => backAt !== undefined),
      90_000,
      () => `${notLive(clients)} of ${count} clients did not connect again`,
    );
    const lasted = Date.now() - at;
    const busy = {
      serverBusy: ((await server.processorTime()) - before.server) / lasted,
      clientsBusy: (processorTime() - before.clients) / lasted,
    };
    await server.move('preparing');
    await until(
      () => clients.every(({ status }) => status === 'preparing'),
      30_000,
      () => '',
    ).catch(() => undefined);
    return { ...measure(clients, at), ...busy };
  } finally {
    for (const client of clients) client.stop();
    await server.stop();
  }
}

function notLive(clients: readonly Client[]): number {
  return clients.filter(({ isLive }) => !isLive).length;
}

/** The processor time of this process, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function measure(clients: readonly Client[], at: number): Omit<HerdFigures, 'serverBusy' | 'clientsBusy'> {
  const triesOf = ({ connects, lostAt = at }: Client) =>
    connects.filter(({ done }) => done >= at).map(({ due }) => due - lostAt);
  const inOrder = (times: readonly number[]) => [...times].sort((a, b) => a - b);
  const tries = inOrder(clients.flatMap(triesOf));
  const firstTries = inOrder(clients.flatMap((client) => triesOf(client).slice(0, 1)));
  const late = clients.flatMap(({ connects }) => connects.map(({ due, done }) => (done >= at ? done - due : 0)));
  return {
    clients: clients.length,
    firstTries,
    lateness: Math.max(...late),
    amplification: tries.length / clients.length,
    peak: Math.max(...tries.map((from) => tries.filter((moment) => moment >= from && moment < from + 1000).length)),
    allBack: Math.max(...clients.map(({ backAt = Number.POSITIVE_INFINITY }) => backAt)) - at,
    evenness: evenness(firstTries.map((moment) => moment / firstTryWithin)),
    upToDate: clients.filter(({ status }) => status === 'preparing').length,
  };
}

/** The p-value of the Kolmogorov–Smirnov test against an even spread over 0 to 1. */
export function evenness(sorted: readonly number[]): number {
  const { length } = sorted;
  const distance = Math.max(
    ...sorted.map((value, index) => Math.max((index + 1) / length - value, value - index / length)),
  );
  const scaled = (Math.sqrt(length) + 0.12 + 0.11 / Math.sqrt(length)) * distance;
  let sum = 0;
  for (let term = 1; term <= 100; term += 1) sum += 2 * (-1) ** (term - 1) * Math.exp(-2 * term ** 2 * scaled ** 2);
  return Math.min(1, Math.max(0, sum));
}

/** The lateness of the timer whose callback is running, ms. */
let lateness = 0;

/** The clock of this process. Its timers record their lateness. */
const clock: TrackerClock = {
  ...browserEnvironment().clock,
  setTimeout(callback, milliseconds) {
    const due = performance.now() + milliseconds;
    return setTimeout(
      () => {
        lateness = Math.max(0, performance.now() - due);
        try {
          callback();
        } finally {
          lateness = 0;
        }
      },
      Math.min(milliseconds, 2 ** 31 - 1),
    );
  },
};

/** One guest with a tracker. */
class Client {
  /** The times at which its sockets were due and were opened. */
  readonly connects: { readonly due: number; readonly done: number }[] = [];
  faultAt = Number.POSITIVE_INFINITY;
  lostAt: number | undefined;
  backAt: number | undefined;
  readonly #tracker: OrderTracker;
  #wasLive = false;

  constructor(url: string, { orderId, token }: PlacedGuest) {
    const { connects } = this;
    // Each client has its own WebSocket class, so that the clients of this process do not share a socket.
    const WebSocket = class extends NodeWebSocket {
      constructor(...given: ConstructorParameters<typeof NodeWebSocket>) {
        super(...given);
        const done = Date.now();
        connects.push({ due: done - lateness, done });
      }
    };
    this.#tracker = createOrderTracker({
      orderId,
      websocketUrl: `${url}/ws`,
      accessToken: token,
      cache: 'none',
      environment: { clock, WebSocket: WebSocket as unknown as typeof globalThis.WebSocket },
    });
    this.#tracker.subscribe(({ isConnected }) => {
      if (isConnected) this.#wasLive = true;
      else if (this.#wasLive) this.lostAt ??= Date.now();
      // Only a connection that was opened after the fault counts.
      if (isConnected && (this.connects.at(-1)?.done ?? 0) >= this.faultAt) this.backAt ??= Date.now();
    });
  }

  get isLive(): boolean {
    return this.#tracker.getSnapshot().isConnected;
  }

  get status(): string | undefined {
    return this.#tracker.getSnapshot().orderStatus;
  }

  start(): void {
    this.#tracker.start();
  }

  stop(): void {
    this.#tracker.stop();
  }
}

/** Controls the server's process. */
class HerdServer {
  readonly url: string;
  readonly #process: ReturnType<typeof fork>;

  private constructor(process: ReturnType<typeof fork>, port: number) {
    this.#process = process;
    this.url = `ws://127.0.0.1:${port}`;
  }

  static async start(): Promise<HerdServer> {
    const process = fork(new URL('./herd-server.js', import.meta.url));
    const { port } = await answerOf(process, 'listening');
    return new HerdServer(process, port);
  }

  async place(orders: number): Promise<readonly PlacedGuest[]> {
    return (await this.#ask({ kind: 'place', orders }, 'placed')).guests;
  }

  /** Causes the fault. Resolves with its time. */
  async causeFault(fault: HerdFault): Promise<number> {
    return (await this.#ask(fault, 'done')).at;
  }

  /** The processor time of the server's process, in milliseconds. */
  async processorTime(): Promise<number> {
    return (await this.#ask({ kind: 'tell' }, 'used')).processor;
  }

  async move(status: string): Promise<void> {
    await this.#ask({ kind: 'move', status }, 'done');
  }

  async stop(): Promise<void> {
    await this.#ask({ kind: 'stop' }, 'stopped');
  }

  #ask<Kind extends HerdAnswer['kind']>(
    command: HerdCommand,
    kind: Kind,
  ): Promise<Extract<HerdAnswer, { kind: Kind }>> {
    this.#process.send(command);
    return answerOf(this.#process, kind);
  }
}

function answerOf<Kind extends HerdAnswer['kind']>(
  process: ReturnType<typeof fork>,
  kind: Kind,
): Promise<Extract<HerdAnswer, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const listener = (message: unknown) => {
      const answer = message as HerdAnswer;
      if (answer.kind !== kind) return;
      process.off('message', listener);
      process.off('exit', fail);
      resolve(answer as Extract<HerdAnswer, { kind: Kind }>);
    };
    const fail = (code: number | null) => reject(new Error(`The process of herd-server.js ended with code ${code}.`));
    process.on('message', listener);
    process.on('exit', fail);
  });
}

async function until(test: () => boolean, limit: number, message: () => string): Promise<void> {
  const end = Date.now() + limit;
  while (!test()) {
    if (Date.now() > end) throw new Error(message());
    await pause(50);
  }
}
