import { createOrderTracker } from '../../../src/tracker/order-tracker.js';
import { sampleOrder, thisEvening } from '../playground/simulation/sample-order.js';
import { SimulatedRestaurant } from '../playground/simulation/simulated-restaurant.js';
import { happen, type Story, tellStory } from '../playground/simulation/stories.js';
import { UsualHook } from './usual-hook.js';

/**
 * How good what a guest reads is, at one moment.
 *
 * - `live`: it claims to be current, and is
 * - `open`: it does not claim to be current
 * - `wrong`: it claims to be current, and is not
 */
export type Verdict = 'live' | 'open' | 'wrong';

/** From one moment to the next, in milliseconds since the order was placed. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly verdict: Verdict;
}

export interface Duel {
  readonly tracker: readonly Stretch[];
  readonly hook: readonly Stretch[];
}

/** How often it is looked at, in milliseconds of the story. */
const look = 1000;
/** A message takes its time: only what is older than this is wrong, in milliseconds. */
const underWay = 1000;

/** The story's own status at this moment. */
export function trueStatus({ events }: Story, time: number): string {
  return events.findLast(({ at, change }) => change?.status !== undefined && at <= time)?.change?.status ?? 'pending';
}

/** What a status that is shown at this moment is worth. */
export function verdictOn(story: Story, time: number, status: string | undefined, isLive: boolean): Verdict {
  if (!isLive) return 'open';
  const isTrue = status === trueStatus(story, time) || status === trueStatus(story, time - underWay);
  return isTrue ? 'live' : 'wrong';
}

/** Plays the story to our tracker and to the usual hook, in the same restaurant and with the same network. */
export async function recordDuel(signal: AbortSignal): Promise<Duel> {
  const start = thisEvening();
  const story = tellStory('silent', 'pickup', start);
  const restaurant = new SimulatedRestaurant(sampleOrder(start), start);
  const { clock } = restaurant.device;
  const tracker = createOrderTracker({
    orderId: 'recorded',
    transport: restaurant.transport,
    pollUrl: SimulatedRestaurant.pollUrl,
    environment: restaurant.environment,
    cache: 'none',
  });
  const hook = new UsualHook(restaurant);
  const seen = { tracker: new Stretches(), hook: new Stretches() };
  let next = 0;

  tracker.start();
  hook.start();
  for (let time = 0; time <= story.length && !signal.aborted; time += look) {
    await clock.passUntil(time, signal);
    for (let event = story.events[next]; event && event.at <= time; event = story.events[next]) {
      happen(event, restaurant);
      next += 1;
    }
    await clock.pass(0);
    const { orderStatus, connectionStatus } = tracker.getSnapshot();
    const isCurrent = ['connected', 'polling', 'closed'].includes(connectionStatus);
    seen.tracker.add(time, verdictOn(story, time, orderStatus, isCurrent));
    seen.hook.add(time, verdictOn(story, time, hook.state.status, hook.state.isLive));
  }
  tracker.stop();
  hook.stop();
  return { tracker: seen.tracker.all, hook: seen.hook.all };
}

class Stretches {
  readonly #all: { from: number; to: number; verdict: Verdict }[] = [];

  add(time: number, verdict: Verdict): void {
    const last = this.#all.at(-1);
    if (last) last.to = time;
    if (last?.verdict !== verdict) this.#all.push({ from: time, to: time, verdict });
  }

  get all(): readonly Stretch[] {
    return this.#all.filter(({ from, to }) => to > from);
  }
}
