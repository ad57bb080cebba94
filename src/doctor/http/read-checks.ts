import { parseJson } from '../../transports/json.js';
import type { Findings } from '../findings.js';
import { bodyOf, type Exchange } from '../page/page-fetch.js';
import { checkPayload } from '../payload-checks.js';
import type { Setup } from '../setup.js';
import type { World } from '../world.js';
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
  token: string | undefined,
  subject: string,
  setup: Setup,
  world: World,
  findings: Findings,
  { hasOwnHeaders, explains }: ReadRules = endPointRules,
): Promise<ObservedRead> {
  const reader = { orderId: setup.options.orderId, token };
  const first = await readOrder(setup, reader, world);
  const { exchange, payload, failure } = first;
  if (!checkRedirects(exchange, subject, findings)) return first;
  if (!checkReach(exchange, subject, world, findings)) return first;
  checkCors(exchange, subject, setup, findings);
  if (hasOwnHeaders) checkExposed(exchange, subject, findings);
  checkClock(exchange, subject, findings);
  if (failure || payload === undefined) {
    // A table that shows no row answers 200; what that means is said where tables are examined.
    const isEmptyTable = failure?.kind === 'not-found' && exchange.answer?.status === 200;
    if (failure && !isEmptyTable && !explains(exchange))
      addReadFailure(failure, exchange, { subject, hasToken: token !== undefined }, findings);
    return first;
  }
  findings.add('answers', subject, `It answers with ${exchange.answer?.status} and JSON.`);
  if (parseJson(bodyOf(exchange)) !== undefined) checkContentType(exchange, subject, findings);
  checkCaching(exchange, subject, hasOwnHeaders, findings);
  const place = { subject, origin: 'read', sentAt: serverTime(exchange) } as const;
  const patch = checkPayload(payload, place, setup, findings);
  if (!patch) return first;
  if (patch.status) findings.add('order-read', subject, `The order is read: ${patch.status}.`);
  const reads = await checkRepeatedReads(first, reader, subject, setup, world, findings);
  if (hasOwnHeaders) compareETags(reads, setup, subject, findings);
  await Promise.all([
    hasOwnHeaders && checkConditional(exchange, subject, setup, world, findings),
    checkStrangers(token, subject, setup, world, findings),
  ]);
  return first;
}
