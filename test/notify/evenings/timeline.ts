import { readFileSync } from 'node:fs';
import { readPastOrders } from '../../../demo/estimates/past-orders.js';
import { projectPath } from '../../../demo/server/project-files.js';

/** What happens to an order in the kitchen, in seconds after it was placed. */
export interface Step {
  readonly at: number;
  readonly status?: 'preparing' | 'ready' | 'out_for_delivery' | 'served' | 'completed' | 'cancelled';
  /** The kitchen's window moves there. */
  readonly window?: readonly [from: number, to: number];
}

export interface Timeline {
  readonly fulfilment: 'pickup' | 'dine_in' | 'delivery';
  readonly window: readonly [from: number, to: number];
  readonly steps: readonly Step[];
}

/** Minutes that orders of a real restaurant have taken. */
const waits = readPastOrders(readFileSync(projectPath('test', 'order', 'data', 'deliveries.csv'), 'utf8')).map(
  ({ minutes }) => minutes,
);

/** An order whose wait is one of the real ones. `random` gives numbers from 0 to below 1. */
export function timelineOf(random: () => number): Timeline {
  const between = (from: number, to: number) => Math.round(from + random() * (to - from));
  const chance = random();
  const fulfilment = chance < 0.5 ? 'pickup' : chance < 0.85 ? 'dine_in' : 'delivery';
  const wait = Math.round((waits[Math.floor(random() * waits.length)] ?? 25) * 60);
  const guess = wait * (0.85 + random() * 0.3);
  const window = [Math.round(guess * 0.9), Math.round(guess * 1.15)] as const;
  const begun = random() < 0.3 ? between(5, 20) : between(40, 240);
  const steps: Step[] = [{ at: begun, status: 'preparing' }];

  if (random() < 0.03)
    return { fulfilment, window, steps: [...steps, { at: between(begun + 30, wait), status: 'cancelled' }] };

  let ready = wait;
  if (random() < 0.12) {
    const delay = between(600, 1100);
    steps.push({ at: between(begun + 30, wait - 30), window: [window[0] + delay, window[1] + delay] });
    ready += delay;
  }
  steps.push({ at: ready, status: 'ready' });
  if (random() < 0.04) {
    const undone = ready + between(10, 60);
    ready = undone + between(100, 240);
    steps.push({ at: undone, status: 'preparing' }, { at: ready, status: 'ready' });
  }
  const collected = ready + between(120, 600);
  if (fulfilment === 'delivery') steps.push({ at: collected, status: 'out_for_delivery' });
  if (fulfilment === 'dine_in') steps.push({ at: collected, status: 'served' });
  steps.push({ at: fulfilment === 'pickup' ? collected : collected + between(600, 1500), status: 'completed' });
  return { fulfilment, window, steps };
}
