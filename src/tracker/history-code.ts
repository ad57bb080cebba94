import { CodePart } from '../environment/code-part.js';

/** Estimates by the times of past orders: only for pages that have a table of them. */
export const historyCode = new CodePart(() => import('../order/estimate/history.js'));
