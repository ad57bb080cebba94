import type { FollowedOrder } from './followed-order.js';
import type { PageRecord, Painted } from './guest-recorder.js';
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
  /** When WebSockets were opened, and reads were sent; empty where the browser does not tell. */
  readonly connects: number[] = [];
  readonly reads: number[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(lane: Lane, order: FollowedOrder) {
    this.lane = lane;
    this.order = order;
  }

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

  /** Takes all trackers out of the page, and tells what of them is alive a second later. */
  abstract remove(): Promise<Leftovers>;

  /** Whoever waits looks again: something has happened. */
  protected notice(): void {
    for (const check of [...this.#waiting]) check();
  }
}

/** What a page may have beside the usual. */
export interface TagOptions {
  /** Where tokens come from, if not from the back end itself. */
  readonly tokenUrl?: string;
  /** How many trackers of the order the page has. Default 1. */
  readonly trackers?: number;
}

/** The page of a restaurant that has pasted one tag, or more, and one script. */
export function guestHtml(lane: Lane, { tokenUrl, trackers = 1 }: TagOptions = {}): string {
  const attributes = Object.entries(lane.attributes(tokenUrl)).map(([name, value]) => `${name}="${value}"`);
  const tag = `<order-status-tracker ${attributes.join(' ')}></order-status-tracker>`;
  return `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>Your order</title>
        <script type="module" src="/cdn/order-status-tracker-supabase.js"></script>
      </head>
      <body>${tag.repeat(trackers)}</body>
    </html>`;
}
