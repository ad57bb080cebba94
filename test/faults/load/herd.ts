import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { browserEnvironment } from '../../../src/environment/browser-environment.js';
import type { TrackerClock } from '../../../src/environment/clock.js';
import { createOrderTracker } from '../../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../../src/tracker/types.js';
import type { HerdAnswer, HerdCommand, PlacedGuest } from './herd-server.js';
import { NodeWebSocket } from './node-web-socket.js';

/** What came of a restart under many guests. Times in milliseconds since it. */
export interface HerdFigures {
  readonly clients: number;
  /**
   * How long after its loss each client tried for the first time, in order, as a phone of its own would have: by how
   * much a timer fired late, because all of them share this one process, is left out.
   */
  readonly firstTries: readonly number[];
  /** By how much the latest of those timers was late. */
  readonly lateness: number;
  /** Tries for each client that came back. */
  readonly amplification: number;
  /** The most tries in any one second, in the same time as `firstTries`. */
  readonly peak: number;
  readonly allBack: number;
  /** How likely first tries that are spread evenly over 5 s would look at least as uneven. */
  readonly evenness: number;
  /** How many clients saw a change that was made afterwards. */
  readonly upToDate: number;
  /** How much of a processor each side used until all were back, 1 = all the time: what is near 1 was the bottleneck. */
  readonly serverBusy: number;
  readonly clientsBusy: number;
}

/** What the clients lose. */
export type HerdFault = Extract<HerdCommand, { kind: 'restart' | 'crash' }>;

const firstTryWithin = 5000;
/** As many as one link may have sockets. */
const guestsOfTable = 5;
/** Clients that start each second: the herd is what comes after. */
const startsEachSecond = 150;

/** Many guests, each with the tracker itself and a socket of its own, and what happens to their server. */
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
      () => `${notLive(clients)} of ${count} never got live`,
    );

    const before = { server: await server.processorTime(), clients: processorTime() };
    const at = await server.suffer(fault);
    for (const client of clients) client.struckAt = at;
    await until(
      () => clients.every(({ backAt }) => backAt !== undefined),
      90_000,
      () => `${notLive(clients)} of ${count} never came back`,
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

/** Milliseconds of a processor that this process has used. */
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

/** The Kolmogorov–Smirnov test against an even spread over 0 to 1: its p-value. */
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

/** By how much the timer whose callback runs was late, ms. */
let lateness = 0;

/** The clock of this process, which notes how late it is. */
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

/** One guest's phone. */
class Client {
  /** When its sockets were due, and when they were made. */
  readonly connects: { readonly due: number; readonly done: number }[] = [];
  struckAt = Number.POSITIVE_INFINITY;
  lostAt: number | undefined;
  backAt: number | undefined;
  readonly #tracker: OrderTracker;
  #wasLive = false;

  constructor(url: string, { orderId, token }: PlacedGuest) {
    const { connects } = this;
    // A class of its own, so that no two clients of this process share a socket.
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
      // Only a connection that was made after the loss counts.
      if (isConnected && (this.connects.at(-1)?.done ?? 0) >= this.struckAt) this.backAt ??= Date.now();
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

/** The server's process, as seen from the herd's. */
class HerdServer {
  readonly url: string;
  readonly #process: ReturnType<typeof fork>;

  private constructor(process: ReturnType<typeof fork>, port: number) {
    this.#process = process;
    this.url = `ws://127.0.0.1:${port}`;
  }

  static async start(): Promise<HerdServer> {
    const process = fork(new URL('./herd-server.js', import.meta.url));
    const { port } = await heard(process, 'listening');
    return new HerdServer(process, port);
  }

  async place(orders: number): Promise<readonly PlacedGuest[]> {
    return (await this.#ask({ kind: 'place', orders }, 'placed')).guests;
  }

  /** Resolves to the moment of the fault. */
  async suffer(fault: HerdFault): Promise<number> {
    return (await this.#ask(fault, 'done')).at;
  }

  /** Milliseconds of a processor that the server's process has used. */
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
    return heard(this.#process, kind);
  }
}

function heard<Kind extends HerdAnswer['kind']>(
  process: ReturnType<typeof fork>,
  kind: Kind,
): Promise<Extract<HerdAnswer, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown) => {
      const answer = message as HerdAnswer;
      if (answer.kind !== kind) return;
      process.off('message', hear);
      process.off('exit', fail);
      resolve(answer as Extract<HerdAnswer, { kind: Kind }>);
    };
    const fail = (code: number | null) => reject(new Error(`The herd's server ended with code ${code}.`));
    process.on('message', hear);
    process.on('exit', fail);
  });
}

async function until(test: () => boolean, limit: number, otherwise: () => string): Promise<void> {
  const end = Date.now() + limit;
  while (!test()) {
    if (Date.now() > end) throw new Error(otherwise());
    await pause(50);
  }
}
