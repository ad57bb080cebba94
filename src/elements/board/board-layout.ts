import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BoardOrder } from '../../order/board.js';
import { commonWidth, type Fit, fitNumbers, type Room } from './fit-numbers.js';
import type { Half } from './view-model.js';

type Status = BoardOrder['status'];

/** Shares of the screen's shorter side: the smallest that can be read across the room, and the largest needed. */
const readable = 0.055;
const large = 0.3;
/** No number is smaller than this, in pixels. */
const smallest = 20;
const nowhere: Room = { width: 0, height: 0 };
/** How long a page is shown, in milliseconds. */
const pageTime = 8000;

/** Lays the numbers out in the room that there is, as large as they can be, and turns pages where there are too many. */
export class BoardLayout implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #rooms = new Map<Element, Room>();
  readonly #fits = new Map<Status, Fit>();
  #observer: ResizeObserver | undefined;
  #frame = 0;
  #pausedAt: number | undefined;
  #turningSince = 0;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) this.#rooms.set(target, contentRect);
      // Not at once: sizes that change while they are observed make the browser report an error to the page.
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#host.requestUpdate());
    });
    this.#observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#observer = undefined;
    this.#rooms.clear();
  }

  get isPaused(): boolean {
    return this.#pausedAt !== undefined;
  }

  /** Pauses the pages, or continues from where they were paused. */
  togglePages(now: number): void {
    if (this.#pausedAt === undefined) this.#pausedAt = now;
    else {
      this.#turningSince += now - this.#pausedAt;
      this.#pausedAt = undefined;
    }
  }

  /** Shows the first page, which has the newest numbers, unless somebody has paused the pages. */
  showFirstPage(now: number): void {
    if (!this.isPaused) this.#turningSince = now;
  }

  /** When the next page is due, by the time it is drawn with; `undefined` where all numbers are shown or the pages are paused. */
  nextPageAt(now: number): number | undefined {
    const isTurning = [...this.#fits.values()].some(({ pages }) => pages > 1) && !this.isPaused;
    return isTurning ? now + pageTime - (Math.abs(now - this.#turningSince) % pageTime) : undefined;
  }

  /** Fits the numbers of a half into its room, and gives the page that is shown at this moment. */
  layOut(status: Status, all: readonly BoardOrder[], now: number): Half {
    const fit = fitNumbers({
      room: this.#roomOf(status),
      count: all.length,
      ems: commonWidth(all.map(({ number }) => number)),
      ...this.#sizes(),
    });
    this.#fits.set(status, fit);
    const { pages, perPage } = fit;
    // A clock that was set back must not show a page that does not exist.
    const turned = Math.floor(Math.abs((this.#pausedAt ?? now) - this.#turningSince) / pageTime);
    const page = (turned % pages) + 1;
    return { status, all, page, pages, shown: all.slice((page - 1) * perPage, page * perPage) };
  }

  /** Sets the sizes, once the room is known, and observes it. To be called once everything is drawn. */
  apply(): void {
    for (const list of this.#lists()) {
      const fit = this.#fits.get(list.dataset.half as Status);
      // By the property: a `style` attribute is what strict content security policies forbid.
      if (fit && fit.size > 1) {
        list.style.setProperty('--_columns', `${fit.columns}`);
        list.style.setProperty('--_size', `${fit.size}px`);
      }
      this.#observe(list);
    }
    for (const element of [...this.#rooms.keys()]) {
      if (element.isConnected) continue;
      this.#observer?.unobserve(element);
      this.#rooms.delete(element);
    }
  }

  /** Once for each element: observing it again would ask for another drawing, in an endless loop. */
  #observe(element: HTMLElement): void {
    if (!this.#observer || this.#rooms.has(element)) return;
    this.#rooms.set(element, nowhere);
    this.#observer.observe(element);
  }

  #roomOf(status: Status): Room {
    const list = this.#lists().find(({ dataset }) => dataset.half === status);
    return (list && this.#rooms.get(list)) ?? nowhere;
  }

  #lists(): HTMLElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll<HTMLElement>('[data-half]') ?? [])];
  }

  #sizes(): { smallest: number; largest: number } {
    const { width, height } = this.#rooms.get(this.#host) ?? nowhere;
    const side = Math.min(width, height);
    return { smallest: Math.max(smallest, side * readable), largest: Math.max(smallest, side * large) };
  }
}
