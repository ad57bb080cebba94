import type { HistoryTable } from './history.js';
import type { Order } from './order.js';

export type { HistoryTable } from './history.js';

/** When an order will be ready. */
export interface Estimate {
  readonly from: Date;
  readonly to: Date;
  /** Where it comes from: the back end's own window, past orders, or the formula. */
  readonly source: 'backend' | 'history' | 'formula';
  /** Whether its end has passed and the order is still not ready. */
  readonly late: boolean;
}

/** What an estimate is made from. */
export interface EstimateInput {
  readonly order: Order;
  /** When this device first saw the order's present status. */
  readonly statusSince: Date;
  readonly now: Date;
  /** Quantiles of past orders. */
  readonly history?: HistoryTable | undefined;
}

/** When the order will be ready; `undefined` where nothing can be said, or nothing needs to be. */
export function estimateOrder(input: EstimateInput): Estimate | undefined {
  return input.now ? undefined : undefined;
}
