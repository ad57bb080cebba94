import type { SnapshotFrom } from 'xstate';
import { type Estimate, type EstimateInput, estimateBy } from '../order/estimate/estimate.js';
import type { Failure } from '../transports/transport.js';
import { hasStaleToken, hasUsableToken, isReadOnly } from './chart/access.context.js';
import { isDoubted } from './chart/doubt.js';
import { mayBeAnnounced } from './chart/order.context.js';
import { isRollingBack, rollbackMessage } from './chart/rollback.js';
import type { trackerMachine } from './chart/tracker.machine.js';
import { type ConnectionFacts, type ConnectionStatus, connectionStatus } from './connection-status.js';
import type { OrderTrackerSnapshot, TrackerError } from './types.js';

export type ChartSnapshot = SnapshotFrom<typeof trackerMachine>;

/** The snapshot while no chart runs. */
export function idleSnapshot(
  orderId: string | undefined,
  pollInterval: number,
  error?: TrackerError,
): OrderTrackerSnapshot {
  return {
    orderId,
    order: undefined,
    orderStatus: undefined,
    connectionStatus: error ? 'error' : 'idle',
    isConnected: false,
    mayGoLive: false,
    lastUpdate: undefined,
    isCached: false,
    isTrusted: false,
    isCurrent: false,
    isReadOnly: undefined,
    estimate: undefined,
    error,
    pollInterval,
    clockAhead: 0,
  };
}

/** The snapshot of a tracker, from the present state of its chart. */
export function readSnapshot(snapshot: ChartSnapshot, past?: EstimateInput['past']): OrderTrackerSnapshot {
  const { order, input } = snapshot.context;
  const status = connectionStatus(connectionFacts(snapshot));
  const isProven = isCurrent(status) && !isRollingBack(snapshot);
  return {
    orderId: input.orderId,
    order: order.current,
    orderStatus: order.current?.status,
    connectionStatus: status,
    isConnected: status === 'connected',
    mayGoLive: snapshot.matches({ live: 'following' }) || snapshot.matches({ live: 'backingOff' }),
    lastUpdate: order.lastUpdate,
    isCached: order.origin === 'cache' || order.origin === 'page',
    isTrusted: mayBeAnnounced(snapshot),
    isCurrent: isProven,
    isReadOnly: isReadOnly(snapshot),
    estimate: estimateOf(snapshot, isProven, past),
    error: errorOf(snapshot, status),
    pollInterval: input.pollInterval / 1_000,
    clockAhead: input.serverClock.ahead(),
  };
}

/** The facts from which `connectionStatus` is derived. */
export function connectionFacts(snapshot: ChartSnapshot): ConnectionFacts {
  const { live, reads, page, problem, input, now } = snapshot.context;
  const isUnproven = hasPulse(snapshot, 'silent', 'awaitingPong', 'overdue');
  return {
    now: now(),
    isSettled: snapshot.hasTag('settled'),
    isDenied: snapshot.matches({ access: 'denied' }),
    hasProblem: problem !== undefined,
    isRollingBack: isRollingBack(snapshot),
    hasSnapshot:
      snapshot.matches({ live: { following: { connected: { snapshot: 'applied' } } } }) &&
      !isUnproven &&
      !isDoubted(snapshot),
    isTokenValid: !hasStaleToken(snapshot),
    lastByteAt: live.lastByteAt,
    isAwaited: isAwaited(snapshot),
    isOffline: snapshot.matches({ network: 'offline' }),
    offlineSince: page.offlineSince,
    readSucceededAt: reads.succeededAt,
    lostAt: live.lostAt,
    pollInterval: input.pollInterval,
    tryingSince: page.tryingSince,
  };
}

/**
 * Whether nothing can be read, and a socket is open that has said nothing unreadable before it was confirmed, with no pong due after a wake or
 * overdue; or whether a server that cannot be asked has just become silent, and the read that follows has not failed.
 */
function isAwaited(snapshot: ChartSnapshot): boolean {
  const { input, live, reads } = snapshot.context;
  if (!reads.failure && hasPulse(snapshot, 'silent')) return true;
  if (input.transport.read || (live.failure?.kind === 'unreadable' && live.confirmedAt === undefined)) return false;
  const isOverdue = hasPulse(snapshot, 'awaitingPong', 'overdue');
  return (
    snapshot.matches({ live: { following: 'confirming' } }) ||
    (snapshot.matches({ live: { following: 'connected' } }) && !isOverdue)
  );
}

function hasPulse(snapshot: ChartSnapshot, ...pulses: readonly ('awaitingPong' | 'overdue' | 'silent')[]): boolean {
  return pulses.some((pulse) => snapshot.matches({ live: { following: { connected: { pulse } } } }));
}

/** Nothing is concluded from a state that is not proven: the estimate is that of the last proof. */
function estimateOf({ context }: ChartSnapshot, isCurrent: boolean, past: EstimateInput['past']): Estimate | undefined {
  const { order, input, live, reads, now } = context;
  const { current, statusSince, lastUpdate } = order;
  if (!current || !statusSince) return undefined;
  const wall = input.serverClock.now();
  const proven = Math.max(live.lastByteAt ?? -1, reads.succeededAt ?? -1);
  const known = lastUpdate ?? current.updatedAt ?? current.placedAt;
  const asOf = isCurrent ? wall : proven >= 0 ? wall - (now() - proven) : Math.min(wall, +(known ?? wall));
  return estimateBy({ order: current, statusSince, now: new Date(asOf), past });
}

function isCurrent(status: ConnectionStatus): boolean {
  return status === 'connected' || status === 'polling' || status === 'closed';
}

function errorOf(snapshot: ChartSnapshot, status: ConnectionStatus): TrackerError | undefined {
  const { problem, live, reads, order, access } = snapshot.context;
  if (problem) return problem;
  if (status === 'denied') {
    const [code, message] = snapshot.context.input.lacksLink
      ? ([
          'no-link',
          'The page has a token-url, but no secret of a tracking link (#track=…): the guest needs the link again.',
        ] as const)
      : (['denied', 'The link has expired or was withdrawn: a new one is needed.'] as const);
    return { code, message, recoverable: false };
  }
  if (snapshot.matches({ live: 'gaveUp' }) && (live.failure?.kind === 'config' || live.failure?.kind === 'forbidden')) {
    return passing('config', live.failure.reason);
  }
  if (live.failure?.kind === 'unreadable') {
    return passing('unreadable', sentences('', live.failure).trim());
  }
  if (reads.failure?.kind === 'unreadable') {
    return passing('unreadable', sentences('The back end answers.', reads.failure));
  }
  if (status === 'error') {
    const noToken = hasUsableToken(snapshot) ? undefined : access.failure;
    return passing(
      'unreachable',
      sentences('The back end cannot be reached.', noToken ?? reads.failure ?? live.failure),
    );
  }
  if (isRollingBack(snapshot)) return passing('rollback', rollbackMessage(snapshot));
  if (order.current?.unmappedStatus !== undefined) {
    return passing(
      'unmapped-status',
      `The status "${order.current.unmappedStatus}" is in no map: add it to the field map, or correct its path.`,
    );
  }
  return undefined;
}

function passing(code: TrackerError['code'], message: string): TrackerError {
  return { code, message, recoverable: true };
}

/** Reasons of our transports are sentences; those of a custom transport may have any form. */
function sentences(first: string, failure: Failure | undefined): string {
  if (!failure?.reason) return first;
  const { reason } = failure;
  return `${first} ${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`;
}

/** `next`, or `previous` itself if nothing differs, so that listeners are called only for changes. */
export function unlessSame(previous: OrderTrackerSnapshot, next: OrderTrackerSnapshot): OrderTrackerSnapshot {
  const keys = Object.keys(next) as (keyof OrderTrackerSnapshot)[];
  return keys.every((key) => isSame(previous[key], next[key])) ? previous : next;
}

/** Dates, estimates and errors are new objects each time; an order only when it changed. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
