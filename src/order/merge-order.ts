import type { Order, OrderPatch } from './order.js';

/** Where a patch comes from. */
export interface PatchSource {
  /** `read`: the answer of a read. `live`: a frame. `cache`: this device's storage. `page`: the page's own markup. */
  readonly kind: 'read' | 'live' | 'cache' | 'page';
  /**
   * Whether the order of arrival says nothing about its age: a read during which a live frame came, or a frame that
   * waited while a read began. Matters only if neither version nor time decides, or if the epoch changed. Default
   * false.
   */
  readonly overtaken?: boolean;
  /**
   * Whether the order can be read at all. If not, the newest frame wins where only a read could decide. Default true.
   */
  readonly canRead?: boolean;
}

/**
 * The verdict on a patch.
 *
 * - `accepted`: the patch is newer than the known order, or adds to it
 * - `same`: the patch contains nothing new; `order` is the same object as before
 * - `stale`: the patch is older than the known order
 * - `conflict`: the patch has the same version or time, and other values
 * - `undecided`: only a read can decide
 *
 * With the last three, `order` is the known order, unchanged.
 */
export type MergeVerdict = 'accepted' | 'same' | 'stale' | 'conflict' | 'undecided';

export interface MergeResult {
  readonly verdict: MergeVerdict;
  /** The known order after the merge. */
  readonly order: Order | undefined;
  /** Whether the order has to be read again because of this patch. */
  readonly readAgain: boolean;
}

/** How much further than to its double a version may leap in a frame. More must be confirmed by a read. */
const greatestLeap = 1000;

/**
 * Merges a patch into the known order of the same id. The newest wins: by `version` within one `epoch`, else by
 * `updatedAt`, else by arrival. A newer patch may take the order back to an earlier status; an older patch is dropped.
 * Within one epoch, versioned patches may come in any order and any number of times.
 */
export function mergeOrder(known: Order | undefined, payload: OrderPatch, source: PatchSource): MergeResult {
  // A known status replaces an unmapped one.
  const patch: OrderPatch = payload.status ? { ...payload, unmappedStatus: null } : payload;
  const { kind, overtaken = false, canRead = true } = source;
  const isRead = kind === 'read';
  const isLive = kind === 'live';
  const order = apply(known, patch);
  const keep = (verdict: MergeVerdict, readAgain: boolean): MergeResult => ({ verdict, order: known, readAgain });
  const accept = (newest = order, readAgain = false): MergeResult => ({
    verdict: 'accepted',
    order: newest,
    readAgain,
  });
  /** A read decides; if nothing can be read, the newest frame does. */
  const decides = isRead || (isLive && !canRead);

  if (isLive && !decides && leaps(known, patch)) return keep('undecided', true);
  if (!known) return accept();
  if (known.epoch && patch.epoch && known.epoch !== patch.epoch) {
    // The names of epochs have no order: a read that a frame overtook may still be from before the restore.
    return decides && !overtaken ? accept(apply(undefined, patch)) : keep('undecided', true);
  }

  const age = compareAge(known, patch);
  if (age === 'older') return keep('stale', isRead && addsTo(known, patch));
  if (age === 'newer') return accept();
  if (!differs(known, patch, order)) return addsTo(known, patch) ? accept() : keep('same', false);
  if (age === 'equal') return decides ? accept() : keep('conflict', true);

  const arrivalTells = isLive ? !overtaken || !canRead : isRead && !overtaken;
  if (!arrivalTells) return keep('undecided', true);
  return accept(order, isLive && canRead && known.version !== undefined);
}

/** The order with the patch applied, whatever its age. */
function apply(known: Order | undefined, patch: OrderPatch): Order {
  // New times of an estimate take the place of unreadable ones.
  const fresh = Object.keys(patch).some((key) => key.startsWith('estimated')) ? { hasUnreadEstimate: null } : {};
  const values = Object.entries({ ...known, ...fresh, ...patch }).filter(([, value]) => value !== null);
  return {
    id: patch.id,
    statusSource: 'confirmed',
    delayed: false,
    onHold: false,
    items: [],
    ...Object.fromEntries(values),
  };
}

/** Counters and `Date.now()` pass; 2^53 − 1 does not, after which no version would be newer. */
function leaps(known: Order | undefined, patch: OrderPatch): boolean {
  if (known && known.version === undefined) return false;
  return (patch.version ?? 0) > 2 * (known?.version ?? 0) + greatestLeap;
}

/**
 * The patch, whose version and time count only if it has a status: what tells no status must not make those that follow
 * stale. A board has none, and its list counts instead.
 */
export function withEarnedVersion(known: Order | undefined, patch: OrderPatch): OrderPatch {
  if (patch.status || 'orders' in patch || (known && compareAge(known, patch) !== 'newer')) return patch;
  const { version: _version, updatedAt: _updatedAt, ...rest } = patch;
  return rest;
}

/** Whether neither version nor time tells which of the two is newer. */
export function isUndated(known: Order, patch: OrderPatch): boolean {
  return compareAge(known, patch) === undefined;
}

/** The age of the patch compared with the known order; `undefined` if neither version nor time decides. */
function compareAge(known: Order, patch: OrderPatch): 'older' | 'equal' | 'newer' | undefined {
  const byVersion = known.version !== undefined && patch.version != null;
  const mine = byVersion ? known.version : known.updatedAt?.getTime();
  const theirs = byVersion ? patch.version : patch.updatedAt?.getTime();
  if (mine === undefined || theirs == null) return undefined;
  if (theirs === mine) return 'equal';
  return theirs > mine ? 'newer' : 'older';
}

/**
 * Whether the patch is older by time, without a version to compare, and has another status. Unlike versions, times can
 * be wrong: PostgreSQL's `now()` is the beginning of a transaction, not its commit, and clocks are set back.
 */
export function isOlderByTimeAlone(known: Order | undefined, patch: OrderPatch): boolean {
  if (!known || (known.version !== undefined && patch.version != null)) return false;
  return compareAge(known, patch) === 'older' && patch.status != null && patch.status !== known.status;
}

/** Whether a key that both have differs. `order` is `known` with the patch applied. */
function differs(known: Order, patch: OrderPatch, order: Order): boolean {
  return keysOf(patch).some(
    (key) => !isEmpty(knownValue(known, key)) && !isSame(comparable(known, key), comparable(order, key)),
  );
}

/** Whether the patch has a value for a key that is unknown so far. */
function addsTo(known: Order, patch: OrderPatch): boolean {
  return keysOf(patch).some((key) => isEmpty(knownValue(known, key)) && !isEmpty(patch[key]));
}

/** The known value of a key. A known status also means that there is no unmapped one. */
function knownValue(known: Order, key: keyof Order): unknown {
  return known[key] ?? (key === 'unmappedStatus' ? known.status : undefined);
}

/** The times that a change itself brought are as good as those of a read: only their statuses are compared. */
function comparable(order: Order, key: keyof Order): unknown {
  return key === 'statusTimes' ? Object.keys(order.statusTimes ?? {}) : order[key];
}

function keysOf(patch: OrderPatch): (keyof Order)[] {
  return Object.keys(patch) as (keyof Order)[];
}

function isEmpty(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.length === 0);
}

/** Also for dates and items: `parseOrder` always builds their keys in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The part of an order that may be stored on the device: what is drawn, without anything that tells who ordered or
 * where. It has the wire format, as JSON. Reading it back goes through `parseOrder`, like all foreign data.
 */
export function toWire(order: Order): Readonly<Record<string, unknown>> {
  return {
    id: order.id,
    status: order.status,
    status_source: order.statusSource,
    number: order.number,
    fulfilment: order.fulfilment,
    placed_at: order.placedAt,
    updated_at: order.updatedAt,
    version: order.version,
    epoch: order.epoch,
    // A word that cannot be read either: no estimate is made up from the device's copy.
    estimated_ready_from: order.hasUnreadEstimate ? 'unread' : order.estimatedReadyFrom,
    estimated_ready_to: order.estimatedReadyTo,
    estimated_arrival_from: order.estimatedArrivalFrom,
    estimated_arrival_to: order.estimatedArrivalTo,
    status_times: order.statusTimes,
    delayed: order.delayed,
    on_hold: order.onHold,
    items: order.items.map(({ name, quantity, amount, status, prepMinutes }) => ({
      name,
      quantity: amount ?? quantity,
      status,
      prep_minutes: prepMinutes,
    })),
  };
}
