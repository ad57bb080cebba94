/** How the food reaches the guest. It decides the steps and the wording. */
export const fulfilments = ['dine_in', 'pickup', 'delivery'] as const;
export type Fulfilment = (typeof fulfilments)[number];

/** The colour in which a status is drawn. The element's styles define each. */
export type Tone = 'pending' | 'preparing' | 'ready' | 'served' | 'completed' | 'failed';

/**
 * Where the meal is:
 *
 * - `new`: the kitchen has not begun
 * - `kitchen`: the kitchen is at work
 * - `counter`: it is ready and waits to be handed over
 * - `out`: it has left the counter
 * - `happyEnd`: the guest has it, and nothing follows
 * - `unhappyEnd`: the order ended without reaching the guest
 */
export type Phase = 'new' | 'kitchen' | 'counter' | 'out' | 'happyEnd' | 'unhappyEnd';

/** The columns of a wall board. */
export const boardColumns = ['preparing', 'ready'] as const;
export type BoardColumn = (typeof boardColumns)[number];

/** What a page can offer its guest beside the status; `coming`: to say that they come to collect the order. */
export type Offer = 'question' | 'coming' | 'rating' | 'reorder' | 'receipt' | 'tip';

/** Everything that the code asks about a status. */
export interface StatusFacts {
  readonly phase: Phase;
  readonly tone: Tone;
  /** The kinds of order that have this status as one of their steps. */
  readonly stepOf: readonly Fulfilment[];
  /** The column of a wall board in which the number stands; `none`: the board does not show it. */
  readonly board: BoardColumn | 'none';
  /**
   * What may tell when it is ready: the back end's `window` alone, past orders and the `formula` as well, or nothing.
   */
  readonly estimate: 'window' | 'formula' | 'none';
  /** Whether an alert announces it: sound, vibration, notification. */
  readonly rings: boolean;
  readonly offers: readonly Offer[];
}

/**
 * The facts of every status, in the order in which a meal passes through them. A new status is one row here and one
 * wording in each language; the compiler names what else it needs.
 */
export const statuses = {
  scheduled: {
    phase: 'new',
    tone: 'pending',
    stepOf: [],
    board: 'none',
    estimate: 'window',
    rings: false,
    offers: ['receipt'],
  },
  pending: {
    phase: 'new',
    tone: 'pending',
    stepOf: fulfilments,
    board: 'preparing',
    estimate: 'formula',
    rings: false,
    offers: ['question', 'coming', 'receipt'],
  },
  preparing: {
    phase: 'kitchen',
    tone: 'preparing',
    stepOf: fulfilments,
    board: 'preparing',
    estimate: 'formula',
    rings: false,
    offers: ['question', 'coming', 'receipt'],
  },
  ready: {
    phase: 'counter',
    tone: 'ready',
    stepOf: fulfilments,
    board: 'ready',
    estimate: 'none',
    rings: true,
    offers: ['question', 'coming', 'receipt', 'tip'],
  },
  out_for_delivery: {
    phase: 'out',
    tone: 'served',
    stepOf: ['delivery'],
    board: 'none',
    estimate: 'none',
    rings: false,
    offers: ['question', 'receipt', 'tip'],
  },
  served: {
    phase: 'out',
    tone: 'served',
    stepOf: ['dine_in'],
    board: 'none',
    estimate: 'none',
    rings: false,
    offers: ['question', 'rating', 'reorder', 'receipt', 'tip'],
  },
  completed: {
    phase: 'happyEnd',
    tone: 'completed',
    stepOf: fulfilments,
    board: 'none',
    estimate: 'none',
    rings: false,
    offers: ['rating', 'reorder', 'receipt', 'tip'],
  },
  cancelled: {
    phase: 'unhappyEnd',
    tone: 'failed',
    stepOf: [],
    board: 'none',
    estimate: 'none',
    rings: true,
    offers: ['reorder', 'receipt'],
  },
  rejected: {
    phase: 'unhappyEnd',
    tone: 'failed',
    stepOf: [],
    board: 'none',
    estimate: 'none',
    rings: true,
    offers: ['reorder'],
  },
  failed: {
    phase: 'unhappyEnd',
    tone: 'failed',
    stepOf: [],
    board: 'none',
    estimate: 'none',
    rings: true,
    offers: ['reorder'],
  },
  refunded: {
    phase: 'unhappyEnd',
    tone: 'completed',
    stepOf: [],
    board: 'none',
    estimate: 'none',
    rings: true,
    offers: ['reorder', 'receipt'],
  },
} as const satisfies Readonly<Record<string, StatusFacts>>;

export type OrderStatus = keyof typeof statuses;

/** Every status that an order can have, in the order in which a meal passes through them. */
export const orderStatuses = Object.keys(statuses) as readonly OrderStatus[];

const table: Readonly<Record<OrderStatus, StatusFacts>> = statuses;

/** The facts of a status; `undefined` without one, and for a text that is no status. */
export function factsOf(status: OrderStatus | undefined): StatusFacts | undefined {
  return status && Object.hasOwn(table, status) ? table[status] : undefined;
}

/** The phase of a status; `undefined` without one. */
export function phaseOf(status: OrderStatus | undefined): Phase | undefined {
  return factsOf(status)?.phase;
}

/** Whether nothing can follow this status. */
export function isFinal(status: OrderStatus | undefined): boolean {
  return phaseOf(status) === 'happyEnd' || isUnhappyEnd(status);
}

/** Whether an order has ended for sure. What a clock has guessed ends nothing: a courier may still be on the way. */
export function hasEnded(order: { readonly status?: OrderStatus; readonly statusSource: string } | undefined): boolean {
  return order?.statusSource !== 'estimated' && isFinal(order?.status);
}

/** Whether the order ended without reaching the guest. */
export function isUnhappyEnd(status: OrderStatus | undefined): boolean {
  return phaseOf(status) === 'unhappyEnd';
}

/** Whether the food is ready and waits to be handed over. */
export function isReady(status: OrderStatus | undefined): boolean {
  return phaseOf(status) === 'counter';
}

/** Whether the food has left the counter: "ready" must not be announced any more. */
export function isPastReady(status: OrderStatus | undefined): boolean {
  return phaseOf(status) === 'out' || isFinal(status);
}

/** Whether the kitchen has finished the food, or the order has ended. */
export function isReadyOrPast(status: OrderStatus | undefined): boolean {
  return isReady(status) || isPastReady(status);
}

/** Whether an order that was at one status and is at the other went back: unless it had ended. */
export function isBackwards(before: OrderStatus | undefined, now: OrderStatus | undefined): boolean {
  if (!before || !now) return false;
  return orderStatuses.indexOf(now) < orderStatuses.indexOf(before) && !isUnhappyEnd(before);
}

/** Whether an alert announces this status: with sound, and assertively to screen readers. */
export function rings(status: OrderStatus | undefined): boolean {
  return factsOf(status)?.rings === true;
}

/** Whether a page may offer this to the guest at this status. */
export function mayOffer(offer: Offer, status: OrderStatus | undefined): boolean {
  return factsOf(status)?.offers.includes(offer) ?? false;
}

/** The steps that a guest sees for this kind of order, first to last. */
export function stepsFor(fulfilment: Fulfilment): readonly OrderStatus[] {
  return orderStatuses.filter((status) => table[status].stepOf.includes(fulfilment));
}

/** How progress is counted: `guest`: what the guest waits for is 100 %. `steps`: the last step is. */
export type ProgressCount = 'guest' | 'steps';

/**
 * How far an order has come, 0 to 100 in whole percent: the share of its steps that it has reached, the first one
 * counting as begun. An order that ended unhappily, or whose status is not among its steps, has no progress.
 *
 * @param count `guest` (default): 100 % is "you can have it": ready, for a delivery delivered. `steps`: 100 % is the last
 *   step, so that "Ready" of five steps is 60 %
 */
export function progress(
  status: OrderStatus | undefined,
  fulfilment: Fulfilment,
  count: ProgressCount = 'guest',
): number | undefined {
  if (status === undefined) return undefined;
  const steps = stepsFor(fulfilment);
  const index = steps.indexOf(status);
  if (index < 0) return phaseOf(status) === 'new' ? 0 : undefined;
  const isHad = fulfilment === 'delivery' ? isFinal : isReadyOrPast;
  const goal = count === 'steps' ? steps.length - 1 : steps.findIndex(isHad);
  return Math.round((Math.min(index + 1, goal + 1) / (goal + 1)) * 100);
}
