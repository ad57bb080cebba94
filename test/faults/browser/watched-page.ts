import type { FaultRunner } from './fault-runner.js';
import type { FollowedOrder } from './followed-order.js';
import type { LifeEvent, PageRecord, Painted } from './guest-recorder.js';

/** The number of things that still exist after a tracker was removed. */
export interface Leftovers {
  readonly timers: number;
  readonly listeners: number;
  readonly sockets: number;
  readonly requests: number;
  readonly locks: number;
}

/** A page with a tracker in any browser, and the records of everything that it showed and requested. */
export abstract class WatchedPage {
  readonly runner: FaultRunner;
  readonly order: FollowedOrder;
  readonly records: PageRecord[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(runner: FaultRunner, order: FollowedOrder) {
    this.runner = runner;
    this.order = order;
  }

  /** Runs a function in the page. The function may use nothing from outside it, except one text argument. */
  abstract evaluate<Result>(script: (given: string) => Result, given?: string): Promise<Result>;

  /** Navigates to another page. */
  abstract leaveFor(url: string): Promise<void>;

  /** Goes back, like the browser's back button. */
  abstract goBack(): Promise<void>;

  /** Opens the page again, as after a discarded tab. */
  abstract openAgain(): Promise<void>;

  /** Removes all trackers from the page. Resolves with what still exists a second later. */
  abstract remove(): Promise<Leftovers>;

  get painted(): readonly Painted[] {
    return this.records.filter((record) => record.kind === 'painted');
  }

  /** The current state of a tracker. */
  shown(tracker = 0): Painted | undefined {
    return this.painted.findLast((record) => record.tracker === tracker);
  }

  get isNormal(): boolean {
    return this.shown()?.connection === this.runner.normalConnection;
  }

  /** Whether the page shows the newest committed version. */
  get isUpToDate(): boolean {
    return this.shown()?.version === this.order.newest.version;
  }

  /** The times at which WebSockets were opened. */
  get connects(): readonly number[] {
    return this.#momentsOf('connect');
  }

  /** The times of the reads. */
  get reads(): readonly number[] {
    return this.#momentsOf('read');
  }

  /** The times of the token requests. */
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

  /** The last page lifecycle event of this type. */
  life(event: string): LifeEvent | undefined {
    return this.records.findLast((record): record is LifeEvent => record.kind === 'life' && record.event === event);
  }

  /** Waits until `test` returns true, for at most `limit` milliseconds. Resolves with whether it did. */
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

  /** Runs the tests of all waiting `until` calls again. */
  protected notice(): void {
    for (const check of [...this.#waiting]) check();
  }

  #momentsOf(kind: PageRecord['kind']): readonly number[] {
    return this.records.filter((record) => record.kind === kind).map(({ at }) => at);
  }
}
