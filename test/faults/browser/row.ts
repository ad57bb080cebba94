import type { Guest } from './guest.js';
import type { PageOptions } from './guest-page.js';
import type { Lane, LaneTransport } from './lane.js';
import { type Figures, judge, type Limits, Trial } from './trial.js';
import type { WatchedPage } from './watched-page.js';

/** One fault of the matrix, done to a guest. */
export interface Row<Page extends WatchedPage = WatchedPage> {
  /** As the matrix names it. */
  readonly id: string;
  readonly fault: string;
  /** Whether it is over so soon that every test run has the time. */
  readonly isQuick?: boolean;
  /** Whether the usual hand-made hook can be put through it too. */
  readonly besideUsual?: boolean;
  /** Default: all. */
  readonly transports?: readonly LaneTransport[];
  /**
   * Whether nothing in it is the browser's own doing, so that one browser is enough unless the row is asked for.
   */
  readonly isAlikeEverywhere?: boolean;
  /** Whether the order's way ends with the fault; default: the kitchen goes on, and that must be seen. */
  readonly isEnd?: boolean;
  limits(lane: Lane): Limits;
  /** The page, where it is another than the usual; and what must be broken before it opens. */
  prepare?(lane: Lane): Opening | Promise<Opening>;
  /** Brings the fault about, marks it, and ends it. */
  run(trial: Trial<Page>): Promise<void>;
}

/** A row that needs Chromium's tools. */
export type ChromiumRow = Row<Guest>;

/** How a page is opened for a row. */
export interface Opening extends PageOptions {
  /** Whether it cannot be well at first; otherwise the row begins once it is. */
  readonly isBroken?: boolean;
  /** How the order is followed while all is well, where it is not as the lane says. */
  readonly calm?: string;
}

export const liveTransports = [
  'broadcast',
  'changes',
  'websocket',
  'plain',
] as const satisfies readonly LaneTransport[];
export const supabaseTransports = ['broadcast', 'changes'] as const satisfies readonly LaneTransport[];

export function isLive(lane: Lane): boolean {
  return lane.transport !== 'polling';
}

/** What came of a row in one lane. */
export interface Outcome {
  readonly row: Pick<Row, 'id' | 'fault'>;
  readonly transport: LaneTransport;
  readonly engine: string;
  readonly contestant: Lane['contestant'];
  readonly limits: Limits;
  readonly figures: Figures | undefined;
  /** What is outside its limit; empty = passed. */
  readonly objections: readonly string[];
}

/** What the kitchen still does after a fault, by the status that it found. */
const restOfTheWay: Readonly<Record<string, readonly string[]>> = {
  pending: ['preparing', 'ready'],
  preparing: ['ready'],
  ready: ['served'],
};

/** After a fault the network is good, so this much later at the latest all must be well; rows have tighter bounds. */
const patience = { ours: 90_000, usual: 30_000 };
/**
 * From a commit in the database to the guest's eyes, while all is well. What takes more than a second counts as stale
 * besides.
 */
const liveDelay = 3000;
const pollDelay = 13_000;

/**
 * Plays a row in a lane: the fault; then, once all is well again, the kitchen goes on until the order is ready, which
 * must be seen at once and announced; then the tracker is taken away and must leave nothing behind.
 */
export async function play<Page extends WatchedPage>(row: Row<Page>, lane: Lane<Page>): Promise<Outcome> {
  const { transport, engine, contestant } = lane;
  const limits = row.limits(lane);
  const outcome = { row, transport, engine, contestant, limits };
  try {
    const { isBroken, calm, ...options } = (await row.prepare?.(lane)) ?? {};
    const page = await lane.open(options);
    const trial = new Trial(page, calm);
    if (!isBroken && !(await page.until(() => trial.isCalm, 30_000))) {
      throw new Error(`was never ${trial.calm} before the fault, but ${shownBy(page)}`);
    }
    await row.run(trial);
    if (!row.isEnd) await goOn(trial);
    await remove(trial);
    const figures = trial.measure();
    return { ...outcome, figures, objections: [...trial.objections, ...judge(figures, limits)] };
  } catch (error) {
    return { ...outcome, figures: undefined, objections: [error instanceof Error ? error.message : `${error}`] };
  } finally {
    await lane.reset();
  }
}

/** What comes after every fault that is not the end; see `play`. */
async function goOn(trial: Trial<WatchedPage>): Promise<void> {
  const { guest, guests, calm } = trial;
  trial.hidden ??= guest.order.newest;
  const isWell = await guest.until(() => trial.isWell, patience[guest.lane.contestant]);
  trial.expect(isWell, `was never well again, but ${shownBy(guest)}`);
  const delay = calm === 'connected' ? liveDelay : pollDelay;
  for (const status of restOfTheWay[guest.order.newest.status] ?? []) {
    await guest.order.commit(status);
    const isSeen = await guest.until(() => guest.isUpToDate, delay);
    trial.expect(isSeen, `${status} was not seen within ${delay} ms, but ${shownBy(guest)}`);
  }
  // What a plain server pushes is announced once a read has confirmed it, and reads are rationed.
  const untilSaid = guest.lane.transport === 'plain' ? pollDelay : 3000;
  await guest.until(() => guests.some(({ announcements }) => announcements > 0), untilSaid);
}

async function remove(trial: Trial<WatchedPage>): Promise<void> {
  trial.leftovers = await trial.guest.remove();
  const left = Object.entries(trial.leftovers).filter(([, count]) => count > 0);
  trial.expect(left.length === 0, `left behind: ${left.map(([name, count]) => `${count} ${name}`).join(', ')}`);
}

function shownBy(guest: WatchedPage): string {
  return JSON.stringify(guest.shown());
}
