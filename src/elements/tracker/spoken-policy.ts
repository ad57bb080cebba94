import type { TrackerClock } from '../../environment/clock.js';
import type { Fulfilment } from '../../order/status.js';
import {
  isBackwards,
  isFinal,
  isReadyOrPast,
  isUnhappyEnd,
  type OrderStatus,
  phaseOf,
  rings,
} from '../../order/status.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Wording } from '../shared/wording.js';
import type { EstimateText } from './parts/estimate-text.js';
import { errorKey, isProblemShown } from './problem-text.js';
import { toldShift } from './toast-news.js';
import { kindOf } from './view-model.js';

/** What is drawn, and may be news. */
export interface Drawn {
  readonly snapshot: OrderTrackerSnapshot;
  readonly estimate: EstimateText | undefined;
}

/** What the news need of the element. */
export interface SpokenHost {
  readonly words: Wording;
  readonly fulfilment: Fulfilment | undefined;
  readonly clock: TrackerClock;
}

/** What else waits to be said, by its subject; `undefined` by then if it is no longer true. */
export type Waiting = Map<string, () => string | undefined>;

/** What is known at one moment, and what a guest was told before. */
export interface Situation extends Drawn, Omit<SpokenHost, 'clock'> {
  /** The status that was said last, or that stood there when the order was first drawn. */
  readonly saidStatus: OrderStatus | undefined;
  /** A status that an alert announced before. */
  readonly repeated: OrderStatus | undefined;
}

/** One subject of which a guest is told. */
export interface Subject<Fact> {
  /** The present fact; `undefined` while it is unknown: then the fact that was said last stays. */
  fact(now: Situation): Fact | undefined;
  /** Whether the fact may be told; otherwise it waits. */
  isProven(now: Situation): boolean;
  /** Whether there is nothing to tell between two facts. Default: whether they are the same. */
  isSame?(before: Fact, fact: Fact): boolean;
  /** What is said of the change; `undefined`: nothing, and it counts as said. */
  say(before: Fact | undefined, fact: Fact, now: Situation): string | undefined;
  /** Whether the change is not said here and now: an alert says it. */
  isLeftToAlert?(fact: Fact, now: Situation): boolean;
  /** How long the fact must have stood to be said, in milliseconds. Default: no time. */
  patience?(fact: Fact): number;
  /** Whether it still counts once "ready" or an unhappy end was announced. Default: that is outdated by then. */
  outlivesRing?(fact: Fact): boolean;
}

/** How long a connection may be lost, or back, without a word: 5 s, as long as it is shown as "Updating…". */
const shortInterruption = 5000;

/** Nothing that a cache, a page or an open channel alone has said is news. */
const isOrderProven = ({ snapshot: { isTrusted, isCached } }: Situation) => isTrusted && !isCached;

/** The connection: `fine`, or the key of the problem's words. */
const connection: Subject<string> = {
  fact({ snapshot }) {
    const { connectionStatus, error } = snapshot;
    if (connectionStatus === 'connected' || connectionStatus === 'closed' || isFinal(snapshot.orderStatus))
      return 'fine';
    if (isProblemShown(snapshot)) return connectionStatus === 'offline' ? 'offline_title' : errorKey(error?.code ?? '');
    return connectionStatus === 'polling' ? 'fine' : undefined;
  },
  isProven: () => true,
  say(_, fact, { words, snapshot }) {
    if (fact !== 'fine') return words.text(fact as 'offline_title');
    return isFinal(snapshot.orderStatus) ? undefined : words.text('recovered');
  },
  patience: (fact) => (['fine', 'offline_title', 'error_unreachable'].includes(fact) ? shortInterruption : 0),
  outlivesRing: (fact) => fact !== 'fine',
};

/** The status. Those that ring are announced by the alerts, assertively; here only if they did that before. */
const status: Subject<OrderStatus> = {
  fact: ({ snapshot: { order, orderStatus } }) => (order?.statusSource === 'confirmed' ? orderStatus : undefined),
  isProven: isOrderProven,
  isLeftToAlert: (fact, { repeated }) => rings(fact) && fact !== repeated,
  say(before, fact, { words, fulfilment, snapshot }) {
    const label = words.status(fact, kindOf(snapshot.order, fulfilment));
    if (!isBackwards(before, fact)) return label;
    return phaseOf(fact) === 'kitchen' ? words.text('back') : words.text('moved_back', { status: label });
  },
};

/** Why an order ended, in the restaurant's words: said with the end, or when it is given later. */
const reason: Subject<string> = {
  fact: ({ snapshot: { order, orderStatus } }) => order && (isUnhappyEnd(orderStatus) ? (order.reason ?? '') : ''),
  isProven: isOrderProven,
  isLeftToAlert: (fact, { snapshot: { orderStatus }, saidStatus, repeated }) =>
    fact !== '' && orderStatus !== saidStatus && orderStatus !== repeated,
  say: (_, fact) => fact || undefined,
};

/** Whether the kitchen has paused the order; nothing from "ready" on. */
const hold: Subject<boolean> = {
  fact: ({ snapshot: { order } }) => order?.onHold && !isReadyOrPast(order.status),
  isProven: isOrderProven,
  say(before, fact, { words, snapshot }) {
    if (fact) return words.text('on_hold');
    return before && !isReadyOrPast(snapshot.orderStatus) ? words.text('resumed') : undefined;
  },
};

/** Whether the kitchen says that it takes longer; nothing while it is on hold, and from "ready" on. */
const delay: Subject<boolean> = {
  fact({ snapshot: { order } }) {
    if (!order || (order.onHold && !isReadyOrPast(order.status))) return undefined;
    return order.delayed && !isReadyOrPast(order.status);
  },
  isProven: isOrderProven,
  say(before, fact, { words, snapshot }) {
    if (fact) return words.text('delayed');
    return before && !isReadyOrPast(snapshot.orderStatus) ? words.text('on_time') : undefined;
  },
};

/** When it is expected: each shift of 5 min or more, and once that it takes longer than that. */
const estimate: Subject<EstimateText> = {
  // What was computed without a connection is no news, and nothing to compare with.
  fact: (now) => (isFollowed(now) && isOrderProven(now) ? now.estimate : undefined),
  isProven: isFollowed,
  isSame: (before, fact) =>
    before.isLate === fact.isLate && (fact.isLate || Math.abs(+fact.to - +before.to) < toldShift),
  say: (_, fact, { words }) => (fact.isLate ? fact.words() : words.text('new_estimate', { estimate: fact.words() })),
};

function isFollowed({ snapshot: { connectionStatus } }: Situation): boolean {
  return connectionStatus === 'connected' || connectionStatus === 'polling';
}

/**
 * THE list of what screen readers are told of an order and its connection, in the order in which it is said. Each is said
 * once for each change, politely, and in place of what still waits of the same subject; what is true at the same time is
 * joined in one message. Only a status that rings is said assertively (`Speech.ring`), with the reason of an end; all of
 * these but a problem of the connection then count as said.
 */
export const spokenPolicy = { connection, status, reason, hold, delay, estimate };
