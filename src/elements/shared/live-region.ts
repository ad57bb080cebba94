import type { ElementClock } from './element-clock.js';
import type { Localization } from './localization.js';

/** Words that are made when they are needed, so that they are in the language of that moment. */
export type Message = () => string;

/** After what a screen reader is just saying, or at once. */
export type Urgency = 'polite' | 'assertive';

/** How long a text stays in its region, in milliseconds: time to read it out, and gone before it is no longer true. */
const spokenFor = 8000;
/** Between emptying a region and the same text again, in milliseconds: without it no browser sees a change. */
const pause = 100;
/** How long words wait for the file of their language, in milliseconds. */
const longestWait = 3000;

/** What the regions need of the element. */
export interface LiveRegionHost {
  readonly clock: ElementClock;
  readonly words: Localization;
}

/** One live region: what is put into it is read out by screen readers, and taken out again. */
export class LiveRegion {
  readonly #host: LiveRegionHost;
  readonly #find: () => HTMLElement | null;
  #waiting: Message[] = [];
  #timer: unknown;

  /** @param find the region in the element; `null` before it was first drawn */
  constructor(host: LiveRegionHost, find: () => HTMLElement | null) {
    this.#host = host;
    this.#find = find;
  }

  /** Says this, as soon as the words of the guest's language are there or cannot be had. */
  say(message: Message): void {
    this.#waiting.push(message);
    if (this.#host.words.areSettled) this.#speak();
    else this.#later(() => this.#speak(), longestWait);
  }

  /** Says what waited for its words. Call it whenever those may have come. */
  resume(): void {
    if (this.#waiting.length && this.#host.words.areSettled) this.#speak();
  }

  /** Takes back what was said, and what waits. */
  hush(): void {
    this.#host.clock.clear(this.#timer);
    this.#waiting = [];
    this.#put('');
  }

  #speak(): void {
    const text = this.#waiting.map((message) => message()).join('. ');
    const isSame = this.#find()?.textContent === text;
    this.hush();
    if (isSame) this.#later(() => this.#show(text), pause);
    else this.#show(text);
  }

  #show(text: string): void {
    this.#put(text);
    this.#later(() => this.hush(), spokenFor);
  }

  #put(text: string): void {
    const region = this.#find();
    if (region && region.textContent !== text) region.textContent = text;
  }

  #later(action: () => void, milliseconds: number): void {
    this.#host.clock.clear(this.#timer);
    this.#timer = this.#host.clock.set(action, milliseconds);
  }
}
