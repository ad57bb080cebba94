import type { Page } from '../../../environment/page.js';

/** What a page says of itself: whether it is seen, and the newest version that was drawn while it was. */
export interface Presence {
  readonly visible: boolean;
  readonly version: number;
  /** Whole minutes that the guest needs to the restaurant, where the site has just said so. */
  readonly minutes_away?: number;
}

/**
 * Tells the back end what the guest sees of one order, so that nothing is sent of what is seen. It speaks when something
 * has changed, and only when a drawing or the browser wakes it anyway: it has no timer. What did not arrive is said once
 * more at the next occasion.
 */
export class PagePresence {
  readonly #page: Page;
  readonly #send: (presence: Presence) => Promise<boolean>;
  #stopListening: (() => void) | undefined;
  #watchers = 0;
  #drawn: number | undefined;
  #seen: number | undefined;
  #said: string | undefined;
  #failed: string | undefined;
  /** Minutes that are still to be told. */
  #minutesAway: number | undefined;
  #isFinal = false;
  #isOver = false;

  /** @param send resolves to whether it has arrived */
  constructor(page: Page, send: (presence: Presence) => Promise<boolean>) {
    this.#page = page;
    this.#send = send;
  }

  /** One more element of the page shows the order. */
  join(): void {
    this.#watchers += 1;
    this.#stopListening ??= this.#page.listen((event) => this.#say(event === 'left' ? false : this.#page.visible));
  }

  /** An element has gone. Without the last one, nothing is seen any more. */
  leave(): void {
    this.#watchers -= 1;
    if (this.#watchers > 0) return;
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#say(false);
  }

  /** This version was drawn. @param isFinal whether the order has ended: once that was told, nothing more is */
  drew(version: number, isFinal: boolean): void {
    this.#drawn = version;
    this.#isFinal = isFinal;
    // The kitchen may take an end back.
    if (!isFinal) this.#isOver = false;
    this.#say(this.#page.visible);
  }

  /** The site says how far away the guest is. Told once: what did not arrive may be untrue a moment later. */
  isAway(minutes: number): void {
    this.#minutesAway = minutes;
    this.#say(this.#page.visible);
  }

  #say(visible: boolean): void {
    if (visible) this.#seen = this.#drawn;
    const version = this.#seen;
    const minutes = this.#minutesAway;
    const words = `${visible} ${version}`;
    // A page that was never seen has nothing to say.
    if (version === undefined || this.#isOver) return;
    if (words === this.#said && minutes === undefined) return;
    this.#said = words;
    this.#minutesAway = undefined;
    const isLast = visible && this.#isFinal;
    const away = minutes === undefined ? {} : { minutes_away: minutes };
    void this.#send({ visible, version, ...away }).then((hasArrived) => {
      if (hasArrived && isLast) this.#isOver = true;
      if (hasArrived || this.#said !== words) return;
      if (this.#failed !== words) this.#said = undefined;
      this.#failed = words;
    });
  }
}
