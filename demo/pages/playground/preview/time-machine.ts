import type { Fulfilment } from '../../../../src/order/status.js';
import { sampleOrder, thisEvening } from '../simulation/sample-order.js';
import type { SimulatedClock } from '../simulation/simulated-clock.js';
import { SimulatedRestaurant } from '../simulation/simulated-restaurant.js';
import { happen, type Story, type StoryEvent, type StoryName, tellStory } from '../simulation/stories.js';

/** How many seconds of the story pass in one second. */
export const speeds = [1, 10, 30, 60, 120] as const;
export type Speed = (typeof speeds)[number];

/** What the time machine does to the world outside itself. */
export interface TimeMachineHost {
  /** The story starts again: a new element has to follow this restaurant. Resolves once it does. */
  restart(restaurant: SimulatedRestaurant): Promise<void>;
  /** Something has to be drawn again. */
  changed(): void;
}

/** Plays an order's story: forwards by letting time pass, backwards by starting again. */
export class TimeMachine {
  readonly #host: TimeMachineHost;
  readonly #start = thisEvening();
  #storyName: StoryName = 'everything';
  #fulfilment: Fulfilment = 'dine_in';
  #story: Story;
  #restaurant: SimulatedRestaurant | undefined;
  #happened = 0;
  #target = 0;
  #travel: Promise<void> | undefined;
  #hurry = new AbortController();
  #speed: Speed = 30;
  #isPlaying = false;

  constructor(host: TimeMachineHost) {
    this.#host = host;
    this.#story = tellStory(this.#storyName, this.#fulfilment, this.#start);
  }

  get story(): Story {
    return this.#story;
  }

  get storyName(): StoryName {
    return this.#storyName;
  }

  get speed(): Speed {
    return this.#speed;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** The moment that is asked for, in milliseconds since the order was placed. It is shown as soon as it is reached. */
  get time(): number {
    return this.#target;
  }

  /** That moment on the clock of the guest's phone. */
  get clock(): Date {
    return new Date(this.#start + this.#target);
  }

  /** What happened last. */
  get latest(): StoryEvent | undefined {
    return this.#story.events.findLast(({ at }) => at <= this.#target);
  }

  /** Resolves when the asked moment is reached. */
  get arrived(): Promise<void> {
    return this.#travel ?? Promise.resolve();
  }

  /** Tells another story, or the same for another kind of order, from this moment on. */
  choose(storyName: StoryName, fulfilment: Fulfilment): void {
    if (storyName === this.#storyName && fulfilment === this.#fulfilment) return;
    const isOther = storyName !== this.#storyName;
    this.#storyName = storyName;
    this.#fulfilment = fulfilment;
    this.#story = tellStory(storyName, fulfilment, this.#start);
    this.again(isOther ? 0 : Math.min(this.#target, this.#story.length));
  }

  /** Starts again and goes to this moment. */
  again(time = this.#target): void {
    this.#restaurant = undefined;
    this.seek(time);
  }

  setSpeed(speed: Speed): void {
    this.#speed = speed;
    this.#host.changed();
  }

  /** Goes to a moment. A seek that is still running is aborted. */
  seek(time: number): void {
    this.#target = Math.round(Math.min(this.#story.length, Math.max(0, time)));
    this.#hurry.abort();
    this.#travelOn();
    this.#host.changed();
  }

  /** To the next event, or the one before. */
  step(direction: 1 | -1): void {
    this.pause();
    const times = this.#story.events.map(({ at }) => at);
    // An event is seen a moment after it happened.
    const here = this.#target;
    const next =
      direction > 0
        ? times.find((at) => at + momentAfterwards > here)
        : times.findLast((at) => at + momentAfterwards < here);
    this.seek(next === undefined ? (direction > 0 ? this.#story.length : 0) : next + momentAfterwards);
  }

  /** To just after this event. */
  stepTo({ at }: StoryEvent): void {
    this.pause();
    this.seek(at + momentAfterwards);
  }

  play(): void {
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    if (this.#target >= this.#story.length) this.seek(0);
    let last = performance.now();
    const frame = (now: number) => {
      if (!this.#isPlaying) return;
      // A tab that slept does not jump.
      const elapsed = Math.min(now - last, 250);
      last = now;
      this.seek(this.#target + elapsed * this.#speed);
      if (this.#target >= this.#story.length) this.pause();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    this.#host.changed();
  }

  pause(): void {
    this.#isPlaying = false;
    this.#host.changed();
  }

  #travelOn(): void {
    this.#travel ??= this.#go().finally(() => {
      this.#travel = undefined;
      this.#host.changed();
    });
  }

  async #go(): Promise<void> {
    for (;;) {
      const { clock } = (this.#restaurant ?? (await this.#begin())).device;
      if (clock.elapsed > this.#target) this.#restaurant = undefined;
      else if (clock.elapsed === this.#target && !this.#nextEvent()) return;
      else await this.#passOn(clock);
    }
  }

  async #begin(): Promise<SimulatedRestaurant> {
    const restaurant = new SimulatedRestaurant(sampleOrder(this.#start), this.#start);
    this.#restaurant = restaurant;
    this.#happened = 0;
    await this.#host.restart(restaurant);
    return restaurant;
  }

  /** Lets time pass until the next event or the requested moment; stops early when another moment is requested. */
  async #passOn(clock: SimulatedClock): Promise<void> {
    const restaurant = this.#restaurant;
    this.#hurry = new AbortController();
    await clock.passUntil(this.#nextEvent()?.at ?? this.#target, this.#hurry.signal);
    if (!restaurant || this.#restaurant !== restaurant) return;
    for (let event = this.#nextEvent(); event && event.at <= clock.elapsed; event = this.#nextEvent()) {
      happen(event, restaurant);
      this.#happened += 1;
    }
    await clock.pass(0);
  }

  #nextEvent(): StoryEvent | undefined {
    const event = this.#story.events[this.#happened];
    return event && event.at <= this.#target ? event : undefined;
  }
}

/** Milliseconds after an event until the element surely shows it. */
const momentAfterwards = 5000;
