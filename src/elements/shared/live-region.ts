import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerClock } from '../../environment/clock.js';
import { afterRemoval } from './after-removal.js';
import { sentences } from './sentences.js';
import type { Wording } from './wording.js';

/** Words that are made when they are needed, so that they are in the language of that moment. */
export type Message = () => string;

/** How long a text stays in its region, in milliseconds: time to read it out, and removed before it is outdated. */
const spokenFor = 8000;
/** Between emptying a region and setting the same text again, in milliseconds: else no browser sees a change. */
const pause = 100;
/** How long words wait for the file of their language, in milliseconds. */
const longestWait = 3000;

/** What the regions need of the element. */
export interface LiveRegionHost extends ReactiveControllerHost, Node {
  readonly clock: TrackerClock;
  readonly words: Wording;
}

/** One live region. Screen readers read out what is put into it; after a while it is removed. */
export class LiveRegion implements ReactiveController {
  readonly #host: LiveRegionHost;
  readonly #find: () => HTMLElement | null;
  #waiting: Message[] = [];
  #timer: unknown;

  /** @param find the region in the element; `null` before it was first drawn */
  constructor(host: LiveRegionHost, find: () => HTMLElement | null) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  /** Whether something waits for the words of the guest's language. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** The words of the guest's language may have come. */
  hostUpdated(): void {
    if (this.#host.isConnected && this.#waiting.length && this.#host.words.areSettled) this.#speak();
  }

  hostDisconnected(): void {
    afterRemoval(this.#host, () => this.hush());
  }

  /** Says this once the words of the guest's language are there, or cannot be had; nothing if it is empty by then. */
  say(message: Message): void {
    this.#waiting.push(message);
    if (this.#host.words.areSettled) this.#speak();
    else this.#later(() => this.#speak(), longestWait);
  }

  /** Removes what was said, and what waits to be said. */
  hush(): void {
    this.#host.clock.clearTimeout(this.#timer);
    this.#waiting = [];
    this.#put('');
  }

  #speak(): void {
    const text = sentences(this.#waiting.map((message) => message()).filter(Boolean));
    this.#waiting = [];
    // What is no longer true must not silence what is.
    if (!text) return;
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
    this.#host.clock.clearTimeout(this.#timer);
    this.#timer = this.#host.clock.setTimeout(action, milliseconds);
  }
}
