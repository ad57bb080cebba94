import type { Order, OrderPatch } from './order.js';

/** How a patch came. */
export interface PatchSource {
  /** `read` was asked for, `live` came by itself, `cache` is this device's memory, `page` came with the page. */
  readonly kind: 'read' | 'live' | 'cache' | 'page';
  /**
   * Whether its arrival says nothing of its age: a read during which a live frame came, or a frame that waited while
   * a read was begun. Matters only where neither version nor time decides, or the epoch changed. Default false.
   */
  readonly overtaken?: boolean;
  /** Whether the order can be read at all; without that every doubt is settled by arrival. Default true. */
  readonly canRead?: boolean;
}

/**
 * What became of a patch.
 *
 * - `accepted`: it is newer than what was known, or adds to it
 * - `same`: it says what is known already; `order` is the same object as before
 * - `stale`: it is older than what is known
 * - `conflict`: it claims to be as new as what is known, and says something else
 * - `unsure`: only a read can tell
 *
 * With the last three, `order` is what was known before.
 */
export type MergeVerdict = 'accepted' | 'same' | 'stale' | 'conflict' | 'unsure';

export interface MergeResult {
  readonly verdict: MergeVerdict;
  /** What is known now. */
  readonly order: Order | undefined;
  /** Whether this patch gives reason to read the order again. */
  readonly readAgain: boolean;
}

/** No order changes so often between two frames: a greater leap in `version` must be confirmed by a read. */
const greatestLeap = 1000;

/**
 * Joins what is known of an order with what a payload for the same order id says. Newest wins: by `version` within one `epoch`,
 * else by `updatedAt`, else by arrival. A newer patch may take the order back to an earlier status; an older one is
 * dropped. Within one epoch versioned patches may come in any order and any number of times.
 */
export function mergeOrder(known: Order | undefined, payload: OrderPatch, source: PatchSource): MergeResult {
  // A status that we understand ends the time of one that we did not.
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
  /** A read settles every doubt; where nothing can be read, the last word does. */
  const settles = isRead || (isLive && !canRead);

  if (isLive && !settles && leaps(known, patch)) return keep('unsure', true);
  if (!known) return accept();
  if (known.epoch && patch.epoch && known.epoch !== patch.epoch) {
    // Names of epochs tell no age: an answer that was overtaken by a frame may be the one from before the backup.
    return settles && !overtaken ? accept(apply(undefined, patch)) : keep('unsure', true);
  }

  const age = compareAge(known, patch);
  if (age === 'older') return keep('stale', isRead && addsTo(known, patch));
  if (age === 'newer') return accept();
  if (!contradicts(known, patch, order)) return addsTo(known, patch) ? accept() : keep('same', false);
  if (age === 'equal') return settles ? accept() : keep('conflict', true);

  const arrivalTells = isLive ? !overtaken || !canRead : isRead && !overtaken;
  if (!arrivalTells) return keep('unsure', true);
  return accept(order, isLive && canRead && known.version !== undefined);
}

/** What is known once the patch is applied, whatever its age. */
function apply(known: Order | undefined, patch: OrderPatch): Order {
  const values = Object.entries({ ...known, ...patch }).filter(([, value]) => value !== null);
  return {
    id: patch.id,
    statusSource: 'confirmed',
    delayed: false,
    onHold: false,
    items: [],
    ...Object.fromEntries(values),
  };
}

function leaps(known: Order | undefined, patch: OrderPatch): boolean {
  return (patch.version ?? 0) > (known?.version ?? 0) + greatestLeap;
}

/** How old the patch is beside what is known; `undefined` if neither version nor time can tell. */
function compareAge(known: Order, patch: OrderPatch): 'older' | 'equal' | 'newer' | undefined {
  const byVersion = known.version !== undefined && patch.version != null;
  const mine = byVersion ? known.version : known.updatedAt?.getTime();
  const theirs = byVersion ? patch.version : patch.updatedAt?.getTime();
  if (mine === undefined || theirs == null) return undefined;
  if (theirs === mine) return 'equal';
  return theirs > mine ? 'newer' : 'older';
}

/**
 * Whether only its time makes the patch older, and it names another status. Times lie where versions do not: PostgreSQL's
 * `now()` is when a transaction began, not when it was committed, and clocks are set back.
 */
export function isOlderByTimeAlone(known: Order | undefined, patch: OrderPatch): boolean {
  if (!known || (known.version !== undefined && patch.version != null)) return false;
  return compareAge(known, patch) === 'older' && patch.status != null && patch.status !== known.status;
}

/** Whether a key that both have differs. `order` is what applying the patch makes of `known`. */
function contradicts(known: Order, patch: OrderPatch, order: Order): boolean {
  return keysOf(patch).some((key) => !isEmpty(told(known, key)) && !isSame(known[key], order[key]));
}

/** Whether the patch has something where nothing is known. */
function addsTo(known: Order, patch: OrderPatch): boolean {
  return keysOf(patch).some((key) => isEmpty(told(known, key)) && !isEmpty(patch[key]));
}

/** What is known under a key; an understood status also tells that there is no other. */
function told(known: Order, key: keyof Order): unknown {
  return known[key] ?? (key === 'unmappedStatus' ? known.status : undefined);
}

function keysOf(patch: OrderPatch): (keyof Order)[] {
  return Object.keys(patch) as (keyof Order)[];
}

function isEmpty(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.length === 0);
}

/** Dates and items alike: `parseOrder` builds each of them with its keys in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The part of an order that may stay on the device: only what is drawn, and nothing that tells who ordered or where.
 * In the wire shape and fit for JSON: what is read back goes through `parseOrder` like anything foreign.
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
    estimated_ready_from: order.estimatedReadyFrom,
    estimated_ready_to: order.estimatedReadyTo,
    delayed: order.delayed,
    on_hold: order.onHold,
    items: order.items.map(({ name, quantity, status }) => ({ name, quantity, status })),
  };
}
