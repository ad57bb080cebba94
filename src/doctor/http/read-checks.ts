import { parseJson } from '../../transports/json.js';
import type { CheckContext } from '../check-context.js';
import { bodyOf, type Exchange } from '../page/page-fetch.js';
import { checkPayload } from '../payload-checks.js';
import { checkContentType, checkCors, checkExposed, checkReach, checkRedirects } from './exchange-checks.js';
import { checkCaching, checkClock, checkConditional, compareETags, serverTime } from './freshness-checks.js';
import { addReadFailure } from './read-failures.js';
import { type ObservedRead, readOrder } from './read-order.js';
import { checkRepeatedReads } from './repeated-reads.js';
import { checkStrangers } from './stranger-reads.js';

/** What is particular about the back end that is read from. */
export interface ReadRules {
  /** Whether it sends the headers that its owner wants. Supabase sends its own. */
  readonly hasOwnHeaders: boolean;
  /** Says what a refusal means in this back end; whether it did. */
  readonly explains: (exchange: Exchange) => boolean;
}

const endPointRules: ReadRules = { hasOwnHeaders: true, explains: () => false };

/** Examines what the tracker reads the order from: `poll-url`, or the rows of Supabase. */
export async function checkReads(
  context: CheckContext,
  { hasOwnHeaders, explains }: ReadRules = endPointRules,
): Promise<ObservedRead> {
  const reader = context.guest;
  const first = await readOrder(context, reader);
  const { exchange, payload, failure } = first;
  if (!checkRedirects(context, exchange)) return first;
  if (!checkReach(context, exchange)) return first;
  checkCors(context, exchange);
  if (hasOwnHeaders) checkExposed(context, exchange);
  checkClock(context, exchange);
  if (failure || payload === undefined) {
    // A table that shows no row answers 200; what that means is said where tables are examined.
    const isEmptyTable = failure?.kind === 'not-found' && exchange.answer?.status === 200;
    if (failure && !isEmptyTable && !explains(exchange)) addReadFailure(context, failure, exchange);
    return first;
  }
  context.report('answers', `It answers with ${exchange.answer?.status} and JSON.`);
  if (parseJson(bodyOf(exchange)) !== undefined) checkContentType(context, exchange);
  checkCaching(context, exchange, hasOwnHeaders);
  const place = { origin: 'read', sentAt: serverTime(exchange) } as const;
  const patch = checkPayload(context, payload, place);
  if (!patch) return first;
  if (patch.status) context.report('order-read', `The order is read: ${patch.status}.`);
  const reads = await checkRepeatedReads(context, first, reader);
  if (hasOwnHeaders) compareETags(context, reads);
  await Promise.all([hasOwnHeaders && checkConditional(context, exchange), checkStrangers(context, payload)]);
  return first;
}
