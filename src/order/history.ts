/** Quantiles of past orders. */
export type HistoryTable = unknown;
