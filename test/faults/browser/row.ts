import type { ChromiumLane } from './chromium-lane.js';
import { Guest } from './guest.js';
import type { Lane, LaneTransport } from './lane.js';
import { type Figures, judge, type Limits, Trial } from './trial.js';
import type { WatchedPage } from './watched-page.js';

/** One fault of the matrix, done to a guest. */
export interface Row {
  /** As the matrix names it. */
  readonly id: string;
  readonly fault: string;
  /** Whether it is over so soon that every test run has the time. */
  readonly isQuick?: boolean;
  /** Default: all. */
  readonly transports?: readonly LaneTransport[];
  limits(lane: Lane): Limits;
  /** Default: a page that is followed as it should be. */
  open?(lane: ChromiumLane): Promise<Trial>;
  /** Brings the fault about, marks it, and ends it. */
  run(trial: Trial): Promise<void>;
}

export const liveTransports = ['broadcast', 'changes', 'websocket'] as const satisfies readonly LaneTransport[];

export function isLive(lane: Lane): boolean {
  return lane.transport !== 'polling';
}

/** What came of a row in one lane. */
export interface Outcome {
  readonly row: Pick<Row, 'id' | 'fault'>;
  /** The transport, and the browser where it is another one than Chromium. */
  readonly place: string;
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
const patience = 90_000;
/** From a commit in the database to the guest's eyes, while all is well. */
const liveDelay = 1000;
const pollDelay = 13_000;

/**
 * Plays a row in a lane: the fault; then, once all is well again, the kitchen goes on until the order is ready, which
 * must be seen at once and announced; then the tracker is taken away and must leave nothing behind.
 */
export async function play(row: Row, lane: ChromiumLane): Promise<Outcome> {
  const { transport } = lane;
  const phones = new Set(lane.browser.browserContexts());
  try {
    const trial = row.open ? await row.open(lane) : new Trial(await Guest.settle(lane));
    await row.run(trial);
    await finish(trial);
    const figures = trial.measure();
    return { row, place: transport, figures, objections: [...trial.objections, ...judge(figures, row.limits(lane))] };
  } catch (error) {
    return {
      row,
      place: transport,
      figures: undefined,
      objections: [error instanceof Error ? error.message : `${error}`],
    };
  } finally {
    lane.proxy.filter = () => true;
    await lane.proxy.set('pass');
    const used = lane.browser.browserContexts().filter((phone) => !phones.has(phone));
    await Promise.all(used.map((phone) => phone.close().catch(() => undefined)));
  }
}

/** What comes after every fault; see `play`. */
export async function finish(trial: Trial<WatchedPage>): Promise<void> {
  const { guest, guests, calm } = trial;
  trial.hidden = guest.order.newest;
  trial.expect(await guest.until(() => trial.isWell, patience), `was never well again, but ${shownBy(guest)}`);
  const delay = calm === 'connected' ? liveDelay : pollDelay;
  for (const status of restOfTheWay[guest.order.newest.status] ?? []) {
    await guest.order.commit(status);
    const isSeen = await guest.until(() => guest.isUpToDate, delay);
    trial.expect(isSeen, `${status} was not seen within ${delay} ms, but ${shownBy(guest)}`);
  }
  const isAnnounced = () => guests.some(({ records }) => records.some(({ kind }) => kind === 'announced'));
  await guest.until(isAnnounced, 3000);
  trial.leftovers = await guest.remove();
  const left = Object.entries(trial.leftovers).filter(([, count]) => count > 0);
  trial.expect(left.length === 0, `left behind: ${left.map(([name, count]) => `${count} ${name}`).join(', ')}`);
}

function shownBy(guest: WatchedPage): string {
  return JSON.stringify(guest.shown());
}
