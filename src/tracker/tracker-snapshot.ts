import type { SnapshotFrom } from 'xstate';
import { type Estimate, estimateOrder, type HistoryTable } from '../order/estimate/estimate.js';
import { isFinal } from '../order/order.js';
import type { Failure } from '../transports/transport.js';
import { hasStaleToken } from './chart/access.context.js';
import { isBelieved } from './chart/apply-payload.js';
import type { trackerMachine } from './chart/tracker.machine.js';
import { type ConnectionStatus, connectionStatus } from './connection-status.js';
import type { OrderTrackerSnapshot, TrackerError } from './tracker-types.js';

type ChartSnapshot = SnapshotFrom<typeof trackerMachine>;

/** What a tracker shows before it follows anything. */
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
    estimate: undefined,
    error,
    pollInterval,
  };
}

/** What the chart amounts to at this very moment. */
export function readSnapshot(snapshot: ChartSnapshot, history: HistoryTable | undefined): OrderTrackerSnapshot {
  const { context } = snapshot;
  const { order, origin, provenDate, input } = context;
  const status = statusOf(snapshot);
  return {
    orderId: input.orderId,
    order,
    orderStatus: order?.status,
    connectionStatus: status,
    isConnected: status === 'connected',
    mayGoLive: snapshot.matches({ live: 'following' }) || snapshot.matches({ live: 'waiting' }),
    lastUpdate: provenDate,
    isCached: origin === 'cache' || origin === 'page',
    isTrusted: isBelieved(context),
    estimate: estimateOf(snapshot, history),
    error: errorOf(snapshot, status),
    pollInterval: input.pollInterval / 1_000,
  };
}

function statusOf(snapshot: ChartSnapshot): ConnectionStatus {
  const { context } = snapshot;
  const { order, lastByteAt, offlineSince, readSucceededAt, lostLiveAt, hopeSince, input } = context;
  return connectionStatus({
    now: context.now(),
    isSettled: isFinal(order?.status) && snapshot.matches({ lifecycle: { [order?.status ?? '']: 'confirmed' } }),
    isDenied: snapshot.matches({ access: 'refused' }),
    hasProblem: context.problem !== undefined,
    isSynced:
      snapshot.matches({ live: { following: { joined: { proof: 'synced' } } } }) &&
      !(['doubted', 'judging', 'silent'] as const).some((pulse) =>
        snapshot.matches({ live: { following: { joined: { pulse } } } }),
      ),
    isTokenValid: !hasStaleToken(context),
    lastByteAt,
    isOffline: snapshot.matches({ network: 'offline' }),
    offlineSince,
    readSucceededAt,
    lostLiveAt,
    pollInterval: input.pollInterval,
    hopeSince,
  });
}

function estimateOf({ context }: ChartSnapshot, history: HistoryTable | undefined): Estimate | undefined {
  const { order, statusSinceDate, input } = context;
  if (!order || !statusSinceDate) return undefined;
  return estimateOrder({ order, statusSince: statusSinceDate, now: new Date(input.environment.clock.wall()), history });
}

function errorOf(snapshot: ChartSnapshot, status: ConnectionStatus): TrackerError | undefined {
  const { problem, loss, readLoss, order } = snapshot.context;
  if (problem) return problem;
  if (status === 'denied') {
    return {
      code: 'denied',
      message: 'The link has expired or was withdrawn: a new one is needed.',
      recoverable: false,
    };
  }
  if (snapshot.matches({ live: 'refused' }) && loss?.kind === 'config') {
    return { code: 'config', message: loss.reason, recoverable: true };
  }
  if (readLoss?.kind === 'unreadable') {
    return { code: 'unreadable', message: sentences('The back end answers.', readLoss), recoverable: true };
  }
  if (status === 'error') {
    const message = sentences('The back end cannot be reached.', readLoss ?? loss);
    return { code: 'unreachable', message, recoverable: true };
  }
  if (order?.unmappedStatus !== undefined) {
    return {
      code: 'unmapped-status',
      message: `The status "${order.unmappedStatus}" is in no map: add it to the field map or the preset.`,
      recoverable: true,
    };
  }
  return undefined;
}

/** Reasons come as sentences from our transports, and in any form from a page's own. */
function sentences(first: string, loss: Failure | undefined): string {
  if (!loss?.reason) return first;
  const { reason } = loss;
  return `${first} ${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`;
}

/** `next`, or `previous` itself if nothing differs, so that listeners hear only of changes. */
export function unlessSame(previous: OrderTrackerSnapshot, next: OrderTrackerSnapshot): OrderTrackerSnapshot {
  const keys = Object.keys(next) as (keyof OrderTrackerSnapshot)[];
  return keys.every((key) => isSame(previous[key], next[key])) ? previous : next;
}

/** Dates, estimates and errors are made anew each time; an order only when it changed. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
