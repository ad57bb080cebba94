import type { FollowedOrder } from './followed-order.js';
import type { LifeEvent, PageRecord, Painted } from './guest-recorder.js';
import type { Lane } from './lane.js';

/** What of a page is still alive. */
export interface Leftovers {
  readonly timers: number;
  readonly listeners: number;
  readonly sockets: number;
  readonly requests: number;
  readonly locks: number;
}

/** A page that follows an order in some browser, and everything that it showed. */
export abstract class WatchedPage {
  readonly lane: Lane;
  readonly order: FollowedOrder;
  readonly records: PageRecord[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(lane: Lane, order: FollowedOrder) {
    this.lane = lane;
    this.order = order;
  }

  /** Runs a function in the page that needs nothing from outside it but one text. */
  abstract evaluate<Result>(script: (given: string) => Result, given?: string): Promise<Result>;

  /** Leaves for another page. */
  abstract leaveFor(url: string): Promise<void>;

  /** Comes back with the browser's own button. */
  abstract goBack(): Promise<void>;

  /** Opens the page once more, as after a discarded tab. */
  abstract openAgain(): Promise<void>;

  /** Takes all trackers out of the page, and tells what of them is alive a second later. */
  abstract remove(): Promise<Leftovers>;

  get painted(): readonly Painted[] {
    return this.records.filter((record) => record.kind === 'painted');
  }

  /** What this tracker shows. */
  shown(tracker = 0): Painted | undefined {
    return this.painted.findLast((record) => record.tracker === tracker);
  }

  get isCalm(): boolean {
    return this.shown()?.connection === this.lane.calm;
  }

  /** Whether the newest that the kitchen did is before the guest's eyes. */
  get isUpToDate(): boolean {
    return this.shown()?.version === this.order.newest.version;
  }

  /** When WebSockets were opened. */
  get connects(): readonly number[] {
    return this.#momentsOf('connect');
  }

  /** When the order was asked for. */
  get reads(): readonly number[] {
    return this.#momentsOf('read');
  }

  /** When a token was asked for. */
  get tokenCalls(): readonly number[] {
    return this.#momentsOf('token');
  }

  /** The text frames that the page sent. */
  get frames(): readonly string[] {
    return this.records.flatMap((record) => (record.kind === 'sent' ? [record.text] : []));
  }

  get announcements(): number {
    return this.records.filter(({ kind }) => kind === 'announced').length;
  }

  /** The latest of these events in the life of the page. */
  life(event: string): LifeEvent | undefined {
    return this.records.findLast((record): record is LifeEvent => record.kind === 'life' && record.event === event);
  }

  /** Waits until `test` holds, at most `limit` milliseconds; resolves to whether it did. */
  until(test: () => boolean, limit: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (result: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(result);
      };
      const check = () => {
        if (test()) settle(true);
      };
      const timer = setTimeout(() => settle(test()), limit);
      this.#waiting.add(check);
      check();
    });
  }

  /** Whoever waits looks again: something has happened. */
  protected notice(): void {
    for (const check of [...this.#waiting]) check();
  }

  #momentsOf(kind: PageRecord['kind']): readonly number[] {
    return this.records.filter((record) => record.kind === kind).map(({ at }) => at);
  }
}
