import type { Commit } from './followed-order.js';
import type { PageRecord, Painted } from './guest-recorder.js';
import type { Lane } from './lane.js';
import type { Leftovers, WatchedPage } from './watched-page.js';

/** From a wake until a phone has drawn anything, ms: six frames. */
const firstFrame = 100;

/** One guest, one fault: what happened when. Moments are milliseconds of the computer's clock. */
export class Trial<Page extends WatchedPage = WatchedPage> {
  readonly guest: Page;
  /** Every page that takes part. */
  readonly guests: WatchedPage[];
  /** How the order is followed while all is well; a row may say that something else is well after it. */
  calm: string;
  faultAt = Number.POSITIVE_INFINITY;
  healAt = Number.POSITIVE_INFINITY;
  leftovers: Leftovers | undefined;
  /** The newest that the kitchen did while the fault lasted. */
  hidden: Commit | undefined;
  /** While nobody can see the page: it is frozen, or the whole phone is. */
  readonly #unseen: [from: number, to: number][] = [];
  /** What a row saw that must not be. */
  readonly #objections: string[] = [];

  constructor(guest: Page, calm: string = guest.lane.calm) {
    this.guest = guest;
    this.guests = [guest];
    this.calm = calm;
  }

  get lane(): Lane {
    return this.guest.lane;
  }

  get objections(): readonly string[] {
    return this.#objections;
  }

  /** From here on the fault is there. */
  fault(): void {
    this.faultAt = Date.now();
  }

  /** From here on all is well again. */
  heal(): void {
    this.healAt = Date.now();
  }

  /** The fault is over as soon as it is there. */
  strike(): void {
    this.fault();
    this.heal();
  }

  /** Nobody sees the page while this goes on, nor before its first frame afterwards. */
  async unseen(meanwhile: () => Promise<void>): Promise<void> {
    const from = Date.now();
    await meanwhile();
    this.#unseen.push([from, Date.now() + firstFrame]);
  }

  /** States what must hold here. */
  expect(holds: boolean, otherwise: string): void {
    if (!holds) this.#objections.push(otherwise);
  }

  /** Whether the order is followed as it should be. */
  get isCalm(): boolean {
    return this.guest.shown()?.connection === this.calm;
  }

  /** Whether all is well, and the guest knows the newest. */
  get isWell(): boolean {
    return this.isCalm && this.guest.isUpToDate;
  }

  measure(): Figures {
    const { guest, faultAt, healAt, leftovers } = this;
    const painted = guest.painted.filter(({ tracker }) => tracker === 0);
    const noticed = painted.find(({ at, connection }) => at >= faultAt && connection !== this.calm);
    const back = painted.find(
      ({ at, connection }) => at >= Math.max(healAt, noticed?.at ?? 0) && connection === this.calm,
    );
    const hidden = this.hidden ?? guest.order.newest;
    const final = painted.find(({ version }) => version !== undefined && version >= hidden.version);
    const records = this.guests.flatMap((each) => each.records);
    return {
      notice: noticed && noticed.at - faultAt,
      recover: !noticed ? 0 : back ? back.at - healAt : Number.POSITIVE_INFINITY,
      final: final ? Math.max(0, final.at - Math.max(healAt, hidden.at)) : Number.POSITIVE_INFINITY,
      firstRead: (guest.reads.find((at) => at >= faultAt) ?? Number.POSITIVE_INFINITY) - faultAt,
      connects: guest.connects.filter((at) => at >= faultAt).length,
      changes: countChanges(painted.filter(({ at }) => at >= faultAt && at <= healAt)),
      tokenCalls: guest.tokenCalls.filter((at) => at >= faultAt).length,
      lost: guest.isUpToDate ? 0 : 1,
      wrong: this.guests.reduce((sum, each) => sum + countWrong(each), 0),
      staleLive: this.#staleLive(painted),
      announced: records.filter(({ kind }) => kind === 'announced').length,
      pageFaults: records.filter((record) => record.kind === 'page-fault').map(({ message }) => message),
      leaks: leftovers && Object.values(leftovers).reduce((sum, count) => sum + count, 0),
    };
  }

  /** How long the page said live while it showed what had been overtaken for more than a second. */
  #staleLive(painted: readonly Painted[]): number {
    let sum = 0;
    for (const [index, { at, connection, version }] of painted.entries()) {
      if (connection !== 'connected') continue;
      const until = painted[index + 1]?.at ?? at;
      const overtaken = this.guest.order.commits.find((commit) => commit.version > (version ?? 0));
      if (overtaken) sum += this.#seenTime(Math.max(at, overtaken.at + 1000), until);
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

/** What came of a fault. Times in milliseconds; `Infinity` = never. */
export interface Figures {
  /** From the fault until the page no longer said that all is well; `undefined` if it never did. */
  readonly notice: number | undefined;
  /** From the end of the fault until all was well again. */
  readonly recover: number;
  /** From the end of the fault until the status that it had hidden was painted. */
  readonly final: number;
  /** From the fault until the order was read. */
  readonly firstRead: number;
  /** WebSockets that were opened since the fault. */
  readonly connects: number;
  /** How often a token was asked for since the fault. */
  readonly tokenCalls: number;
  /** How often the connection's words changed while the fault lasted. */
  readonly changes: number;
  /** 1 if the guest does not know the newest at the end. */
  readonly lost: number;
  /** What was painted and never committed, and what went back to an older version. */
  readonly wrong: number;
  readonly staleLive: number;
  /** Announcements, over all pages. */
  readonly announced: number;
  readonly pageFaults: readonly string[];
  /** Timers, listeners, sockets, requests and locks that outlive the tracker by a second. */
  readonly leaks: number | undefined;
}

/** The bounds of a row. What is absent is not judged. */
export interface Limits {
  readonly notice?: number;
  /** Whether the page must not stop saying that all is well. */
  readonly calm?: true;
  readonly recover?: number;
  readonly final?: number;
  readonly firstRead?: number;
  readonly connects?: number;
  readonly tokenCalls?: number;
  readonly changes?: number;
  readonly staleLive?: number;
  /** Changes that the guest may not know at the end: those of an order that may no longer be seen. */
  readonly lost?: number;
  /** How often the order must have been announced. */
  readonly announced?: number;
  /** Whether the content security policy is what the fault is about. */
  readonly mayViolatePolicy?: true;
}

/** Which bounds are exceeded, in words; empty if none. */
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
    ['changes of words', figures.changes, changes],
    ['stale live', figures.staleLive, staleLive],
    ['lost', figures.lost, lost],
    ['wrong', figures.wrong, 0],
    ['leaks', figures.leaks, 0],
  ];
  const words = tooLong
    .filter(([, figure, limit]) => limit !== undefined && (figure ?? 0) > limit)
    .map(([name, figure, limit]) => `${name} ${Math.round(figure ?? 0)} > ${limit}`);
  if (limits.calm && figures.notice !== undefined) words.push(`lost its calm after ${Math.round(figures.notice)}`);
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
