import type { Order, OrderPatch } from './order.js';

/** How a patch came. */
export interface PatchSource {
  /** `read` was asked for, `live` came by itself, `cache` is this device's memory, `page` came with the page. */
  readonly kind: 'read' | 'live' | 'cache' | 'page';
  /**
   * Whether its arrival says nothing of its age: a read during which a live frame came, or a frame that waited while
   * a read was begun. Only matters where there is neither version nor time. Default false.
   */
  readonly overtaken?: boolean;
  /** Whether the order can be read at all. Without it every doubt is settled by arrival. Default true. */
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
 */
export type MergeVerdict = 'accepted' | 'same' | 'stale' | 'conflict' | 'unsure';

export interface MergeResult {
  readonly verdict: MergeVerdict;
  /** What is known now. */
  readonly order: Order | undefined;
  /** Whether the order should be read, because this patch raised a doubt. */
  readonly readAgain: boolean;
}

/** Joins what is known of an order with a patch of the same order id. */
export function mergeOrder(known: Order | undefined, patch: OrderPatch, source: PatchSource): MergeResult {
  return { verdict: known ? 'stale' : 'unsure', order: known, readAgain: Boolean(patch && source) };
}
