import type { FaultRunner, FaultTransport } from './fault-runner.js';
import type { Guest } from './guest.js';
import type { PageOptions } from './guest-page.js';
import { type Figures, judge, type Limits, Trial } from './trial.js';
import type { WatchedPage } from './watched-page.js';

/** One fault of the matrix. */
export interface Row<Page extends WatchedPage = WatchedPage> {
  /** The id in the fault matrix. */
  readonly id: string;
  readonly fault: string;
  /** Whether the row is short enough for every test run. */
  readonly isQuick?: boolean;
  /** Whether the row can also run against the usual hand-made hook. */
  readonly besideUsual?: boolean;
  /** The transports that the row applies to. Default: all. */
  readonly transports?: readonly FaultTransport[];
  /** Whether the row does not depend on the browser. It then runs in Chromium only, unless it is chosen by its id. */
  readonly isSameInAllBrowsers?: boolean;
  /** Whether the order is not changed after the fault. Default: the kitchen changes it, and the page must show it. */
  readonly isEnd?: boolean;
  limits(runner: FaultRunner): Limits;
  /** Starts faults that must exist before the page opens. Returns the options of the page. */
  prepare?(runner: FaultRunner): Opening | Promise<Opening>;
  /** Causes the fault, marks its start and end in the trial, and ends it. */
  run(trial: Trial<Page>): Promise<void>;
}

/** A row that needs Chromium's devtools. */
export type ChromiumRow = Row<Guest>;

/** How a page is opened for a row. */
export interface Opening extends PageOptions {
  /** Whether the fault exists when the page opens. Otherwise the row waits for the normal connection first. */
  readonly isBroken?: boolean;
  /** The connection without a fault. Default: that of the runner. */
  readonly normalConnection?: string;
}

export const liveTransports = [
  'broadcast',
  'changes',
  'websocket',
  'plain',
] as const satisfies readonly FaultTransport[];
export const supabaseTransports = ['broadcast', 'changes'] as const satisfies readonly FaultTransport[];

export function isLive(runner: FaultRunner): boolean {
  return runner.transport !== 'polling';
}

/** The result of a row in one runner. */
export interface Outcome {
  readonly row: Pick<Row, 'id' | 'fault'>;
  readonly transport: FaultTransport;
  readonly engine: string;
  readonly contestant: FaultRunner['contestant'];
  readonly limits: Limits;
  readonly figures: Figures | undefined;
  /** The limits and expectations that failed. Empty: the row passed. */
  readonly objections: readonly string[];
}

/** The statuses that the kitchen commits after a fault, by the status at that time. */
const restOfTheWay: Readonly<Record<string, readonly string[]>> = {
  pending: ['preparing', 'ready'],
  preparing: ['ready'],
  ready: ['served'],
};

/** The longest time to wait for recovery after a fault, ms. Most rows have a tighter limit. */
const patience = { ours: 90_000, usual: 30_000 };
/**
 * The longest time from a commit until the page shows it, without a fault, ms. More than a second also counts as stale.
 */
const liveDelay = 3000;
const pollDelay = 13_000;

/**
 * Runs a row. First the fault. After recovery the kitchen changes the order until it is ready; the page must show each
 * change in time and announce that the order is ready. Then the tracker is removed and must leave nothing behind.
 */
export async function play<Page extends WatchedPage>(row: Row<Page>, runner: FaultRunner<Page>): Promise<Outcome> {
  const { transport, engine, contestant } = runner;
  const limits = row.limits(runner);
  const outcome = { row, transport, engine, contestant, limits };
  try {
    const { isBroken, normalConnection, ...options } = (await row.prepare?.(runner)) ?? {};
    const page = await runner.open(options);
    const trial = new Trial(page, normalConnection);
    if (!isBroken && !(await page.until(() => trial.isNormal, 30_000))) {
      throw new Error(`was not ${trial.normalConnection} before the fault, but ${shownBy(page)}`);
    }
    await row.run(trial);
    if (!row.isEnd) await expectRecovery(trial);
    await remove(trial);
    const figures = trial.measure();
    return { ...outcome, figures, objections: [...trial.objections, ...judge(figures, limits)] };
  } catch (error) {
    return { ...outcome, figures: undefined, objections: [error instanceof Error ? error.message : `${error}`] };
  } finally {
    await runner.reset();
  }
}

/** Waits for recovery, then changes the order until it is ready; see `play`. */
async function expectRecovery(trial: Trial<WatchedPage>): Promise<void> {
  const { guest, guests, normalConnection } = trial;
  trial.hidden ??= guest.order.newest;
  const isRecovered = await guest.until(() => trial.isRecovered, patience[guest.runner.contestant]);
  trial.expect(isRecovered, `did not recover, but ${shownBy(guest)}`);
  const delay = normalConnection === 'connected' ? liveDelay : pollDelay;
  for (const status of restOfTheWay[guest.order.newest.status] ?? []) {
    await guest.order.commit(status);
    const isSeen = await guest.until(() => guest.isUpToDate, delay);
    trial.expect(isSeen, `${status} was not shown within ${delay} ms, but ${shownBy(guest)}`);
  }
  // With the plain transport an announcement waits for a read that verifies the pushed status; reads have a minimum interval.
  const untilSaid = guest.runner.transport === 'plain' ? pollDelay : 3000;
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
