import { type Estimate, type EstimateInput, estimateBy } from './estimate.js';
import { type HistoryTable, pastOrders } from './history.js';

/**
 * When an order will be had: as a tracker estimates it.
 *
 * @param input `statusSince`: since when the order has its present status; `history`: how long past orders took
 */
export function estimateOrder({
  history,
  ...input
}: Omit<EstimateInput, 'past'> & { readonly history?: HistoryTable | undefined }): Estimate | undefined {
  return estimateBy({ ...input, past: history && pastOrders(history) });
}
