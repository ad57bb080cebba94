import { type Estimate, type EstimateInput, estimateBy } from './estimate.js';
import { type HistoryTable, pastOrders } from './history.js';

/**
 * When an order will be had: as a tracker estimates it.
 *
 * @param input `statusSince`: when this device first saw the order's present status; `history`: how long past orders took
 */
export function estimateOrder({
  history,
  ...input
}: Omit<EstimateInput, 'past'> & { readonly history?: HistoryTable | undefined }): Estimate | undefined {
  return estimateBy({ ...input, past: history && pastOrders(history) });
}
