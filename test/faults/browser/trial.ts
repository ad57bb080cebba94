import type { FaultRunner } from './fault-runner.js';
import type { Commit } from './followed-order.js';
import type { PageRecord, Painted } from './guest-recorder.js';
import type { Leftovers, WatchedPage } from './watched-page.js';

/** The time from a wake to the first drawn frame, ms: six frames. */
const firstFrame = 100;

/** One fault in one page: the times of its events, in milliseconds of the computer's clock. */
export class Trial<Page extends WatchedPage = WatchedPage> {
  readonly guest: Page;
  /** All pages that take part. */
  readonly guests: WatchedPage[];
  /** The connection without a fault. A row may change it, if the fault changes it for good. */
  normalConnection: string;
  faultAt = Number.POSITIVE_INFINITY;
  faultEndedAt = Number.POSITIVE_INFINITY;
  leftovers: Leftovers | undefined;
  /** The newest commit during the fault. */
  hidden: Commit | undefined;
  /** The periods in which the page cannot be seen, because the page or the whole phone is frozen. */
  readonly #unseen: [from: number, to: number][] = [];
  /** The expectations of the row that failed. */
  readonly #objections: string[] = [];

  constructor(guest: Page, normalConnection: string = guest.runner.normalConnection) {
    this.guest = guest;
    this.guests = [guest];
    this.normalConnection = normalConnection;
  }

  get runner(): FaultRunner {
    return this.guest.runner;
  }

  get objections(): readonly string[] {
    return this.#objections;
  }

  /** Marks the start of the fault. */
  startFault(): void {
    this.faultAt = Date.now();
  }

  /** Marks the end of the fault. */
  endFault(): void {
    this.faultEndedAt = Date.now();
  }

  /** Marks a fault without duration: start and end. */
  markFault(): void {
    this.startFault();
    this.endFault();
  }

  /** Runs `meanwhile`, and marks its duration plus one first frame as unseen. */
  async unseen(meanwhile: () => Promise<void>): Promise<void> {
    const from = Date.now();
    await meanwhile();
    this.#unseen.push([from, Date.now() + firstFrame]);
  }

  /** Adds an objection unless the condition holds. */
  expect(holds: boolean, otherwise: string): void {
    if (!holds) this.#objections.push(otherwise);
  }

  /** Whether the page shows its normal connection. */
  get isNormal(): boolean {
    return this.guest.shown()?.connection === this.normalConnection;
  }

  /** Whether the page shows its normal connection and the newest version. */
  get isRecovered(): boolean {
    return this.isNormal && this.guest.isUpToDate;
  }

  measure(): Figures {
    const { guest, faultAt, faultEndedAt, leftovers } = this;
    const painted = guest.painted.filter(({ tracker }) => tracker === 0);
    const noticed = painted.find(({ at, connection }) => at >= faultAt && connection !== this.normalConnection);
    const back = painted.find(
      ({ at, connection }) => at >= Math.max(faultEndedAt, noticed?.at ?? 0) && connection === this.normalConnection,
    );
    const hidden = this.hidden ?? guest.order.newest;
    const final = painted.find(({ version }) => version !== undefined && version >= hidden.version);
    const records = this.guests.flatMap((each) => each.records);
    return {
      notice: noticed && noticed.at - faultAt,
      recover: !noticed ? 0 : back ? back.at - faultEndedAt : Number.POSITIVE_INFINITY,
      final: final ? Math.max(0, final.at - Math.max(faultEndedAt, hidden.at)) : Number.POSITIVE_INFINITY,
      firstRead: (guest.reads.find((at) => at >= faultAt) ?? Number.POSITIVE_INFINITY) - faultAt,
      connects: guest.connects.filter((at) => at >= faultAt).length,
      changes: countChanges(painted.filter(({ at }) => at >= faultAt && at <= faultEndedAt)),
      tokenCalls: guest.tokenCalls.filter((at) => at >= faultAt).length,
      lost: guest.isUpToDate ? 0 : 1,
      wrong: this.guests.reduce((sum, each) => sum + countWrong(each), 0),
      staleLive: this.#staleLive(painted),
      announced: records.filter(({ kind }) => kind === 'announced').length,
      pageFaults: records.filter((record) => record.kind === 'page-fault').map(({ message }) => message),
      leaks: leftovers && Object.values(leftovers).reduce((sum, count) => sum + count, 0),
    };
  }

  /** How long the page said "connected" while its version had been outdated for more than a second. */
  #staleLive(painted: readonly Painted[]): number {
    let sum = 0;
    for (const [index, { at, connection, version }] of painted.entries()) {
      if (connection !== 'connected') continue;
      const until = painted[index + 1]?.at ?? at;
      const newer = this.guest.order.commits.find((commit) => commit.version > (version ?? 0));
      if (newer) sum += this.#seenTime(Math.max(at, newer.at + 1000), until);
    }
    return sum;
  }

  #seenTime(from: number, until: number): number {
    const hidden = this.#unseen.reduce(
      (sum, [start, end]) => sum + Math.max(0, Math.min(until, end) - Math.max(from, start)),
      0,
    );
    return Math.max(0, until - from - hidden);
  }
}

/** The measured results of a fault. Times are in milliseconds; `Infinity` means never. */
export interface Figures {
  /** From the fault until the page showed another connection than its normal one; `undefined` if it never did. */
  readonly notice: number | undefined;
  /** From the end of the fault until the page showed its normal connection again. */
  readonly recover: number;
  /** From the end of the fault until the newest status of that time was painted. */
  readonly final: number;
  /** From the fault until the first read. */
  readonly firstRead: number;
  /** The number of WebSockets that were opened since the fault. */
  readonly connects: number;
  /** The number of token requests since the fault. */
  readonly tokenCalls: number;
  /** How often the shown connection changed during the fault. */
  readonly changes: number;
  /** 1 if the page does not show the newest version at the end. */
  readonly lost: number;
  /** The number of painted states that were never committed, or older than the state before. */
  readonly wrong: number;
  readonly staleLive: number;
  /** The number of announcements on all pages. */
  readonly announced: number;
  readonly pageFaults: readonly string[];
  /** The number of timers, listeners, sockets, requests and locks a second after the tracker was removed. */
  readonly leaks: number | undefined;
}

/** The limits of a row. A figure without a limit is not checked, unless it has a default. */
export interface Limits {
  readonly notice?: number;
  /** Whether the page must show its normal connection all the time. */
  readonly uninterrupted?: true;
  readonly recover?: number;
  readonly final?: number;
  readonly firstRead?: number;
  readonly connects?: number;
  readonly tokenCalls?: number;
  readonly changes?: number;
  readonly staleLive?: number;
  /** 1 if the page may miss changes at the end, because it may no longer show the order. */
  readonly lost?: number;
  /** The required number of announcements. */
  readonly announced?: number;
  /** Whether violations of the content security policy are part of the fault. */
  readonly mayViolatePolicy?: true;
}

/** Returns the exceeded limits as text; empty if there are none. */
export function judge(figures: Figures, limits: Limits): readonly string[] {
  const { notice, recover, final = 12_000, firstRead, connects, tokenCalls, changes } = limits;
  const { staleLive = 0, lost = 0, announced = 1 } = limits;
  const tooLong: [name: string, figure: number | undefined, limit: number | undefined][] = [
    ['notice', figures.notice ?? Number.POSITIVE_INFINITY, notice],
    ['recover', figures.recover, recover],
    ['final', figures.final, final],
    ['first read', figures.firstRead, firstRead],
    ['connects', figures.connects, connects],
    ['token calls', figures.tokenCalls, tokenCalls],
    ['changes of connection', figures.changes, changes],
    ['stale live', figures.staleLive, staleLive],
    ['lost', figures.lost, lost],
    ['wrong', figures.wrong, 0],
    ['leaks', figures.leaks, 0],
  ];
  const words = tooLong
    .filter(([, figure, limit]) => limit !== undefined && (figure ?? 0) > limit)
    .map(([name, figure, limit]) => `${name} ${Math.round(figure ?? 0)} > ${limit}`);
  if (limits.uninterrupted && figures.notice !== undefined)
    words.push(`interrupted after ${Math.round(figures.notice)}`);
  if (figures.announced !== announced) words.push(`announced ${figures.announced} times, not ${announced}`);
  const faults = figures.pageFaults.filter(
    (message) => !(limits.mayViolatePolicy && message.startsWith('content security policy')),
  );
  return [...words, ...faults.map((message) => `page fault: ${message}`)];
}

function countChanges(painted: readonly Painted[]): number {
  return painted.filter(({ connection }, index) => index > 0 && connection !== painted[index - 1]?.connection).length;
}

function countWrong(guest: WatchedPage): number {
  const committed = new Map(guest.order.commits.map(({ version, status }) => [version, status]));
  const newest = new Map<number, number>();
  let wrong = 0;
  for (const record of guest.records.filter(isPaintedOrder)) {
    const { tracker, version = 0, status } = record;
    if (committed.get(version) !== status || version < (newest.get(tracker) ?? 0)) wrong += 1;
    newest.set(tracker, Math.max(version, newest.get(tracker) ?? 0));
  }
  return wrong;
}

function isPaintedOrder(record: PageRecord): record is Painted {
  return record.kind === 'painted' && record.version !== undefined && record.status !== undefined;
}
