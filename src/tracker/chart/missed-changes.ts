import type { Order, OrderPatch } from '../../order/order.js';
import type { At } from './chart.context.js';
import type { TrackerChartEvent } from './chart.events.js';
import type { HeardVersion } from './chart.types.js';

/**
 * The one detector of missed changes: a read brought something newer than the connection or an earlier read. It counts by
 * version, without versions by `updated_at`, and only if something else changed with it; where neither decides, by status.
 * The connection may still be about to bring it; the chart waits for that.
 */
export function missedChange({ context: { order, live, now } }: At, read: Order): TrackerChartEvent | undefined {
  const { current, origin } = order;
  if (!current || (origin !== 'read' && origin !== 'live')) return undefined;
  const bringsVersions = live.heard === undefined || live.heard.version !== undefined;
  const isNewerVersion =
    bringsVersions &&
    current.epoch === read.epoch &&
    Number(read.version) > Number(current.version) &&
    differs(current, read);
  const isLater =
    current.version === undefined &&
    read.version === undefined &&
    Number(read.updatedAt) > Number(current.updatedAt) &&
    differs(current, read);
  if (!isNewerVersion && !isLater && read.status === current.status) return undefined;
  return {
    type: 'change.missed',
    missed: { at: now(), version: isNewerVersion ? read.version : undefined, epoch: read.epoch },
  };
}

/** Whether anything but the version and its time differs. */
function differs(one: Order, other: Order): boolean {
  const text = (order: Order) => JSON.stringify({ ...order, version: 0, updatedAt: 0 });
  return text(one) !== text(other);
}

/** What the connection has said by now. A new epoch begins with new versions. */
export function heardNow({ context: { live, now } }: At, { version, epoch }: Partial<OrderPatch>): HeardVersion {
  const before = live.heard;
  const known = epoch != null && epoch !== before?.epoch ? undefined : before?.version;
  return {
    at: now(),
    version: version == null ? known : Math.max(version, known ?? version),
    epoch: epoch ?? before?.epoch,
  };
}
