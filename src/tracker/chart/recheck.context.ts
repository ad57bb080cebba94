import type { Failure } from '../../transports/transport.js';
import { canFetchToken, hasStaleToken, hasUsableToken } from './access.context.js';
import type { At, Changes } from './chart.context.js';
import { haveReadsWorked } from './denial-policy.js';
import { signalPause } from './reads.context.js';

/** Between two questions whether a problem that ended all tries still stands, ms; up to a quarter more. */
const usualPause = 30_000;
/** An order that was never found may be about to be written, for example when its payment is confirmed. */
const firstPause = 4_000;
/** Failed exchanges of links are limited by address, and a restaurant's guests share one. */
const longestPause = 480_000;

export function noteRecheck({ context: { reads, now } }: At): Changes {
  return { reads: { ...reads, recheckedAt: now(), rechecks: reads.rechecks + 1 } };
}

/** Nothing was found out. A server that is overloaded may have said when it wants to be asked again. */
export function noteRecheckFailed({ context: { input, reads, now } }: At, { retryAfter }: Failure): Changes {
  if (retryAfter === undefined) return {};
  return { reads: { ...reads, recheckNotBefore: now() + retryAfter + input.environment.random() * 5_000 } };
}

/** Milliseconds until it is asked again whether the problem still stands. */
export function recheckPause(at: At): number {
  const { input, now, reads, problem, access } = at.context;
  const growth = 2 ** Math.min(reads.rechecks, 4);
  const isNew = problem?.code === 'not-found' && !haveReadsWorked(at);
  const isWithoutToken = access.token === undefined || hasStaleToken(at);
  const isExchange = problem === undefined && isWithoutToken && canFetchToken(at);
  const pause = isNew
    ? Math.min(usualPause, firstPause * growth)
    : Math.min(longestPause, usualPause * (isExchange ? growth : 1));
  const due = lastAsked(at) + pause * (1 + input.environment.random() / 4);
  return Math.max(0, due - now(), soonestRecheck(at) - now());
}

/** Whether the guest's return to the page is a reason to ask at once. */
export function isRecheckDue(at: At): boolean {
  const now = at.context.now();
  return now - lastAsked(at) >= signalPause && now >= soonestRecheck(at);
}

/** What the server asked for: of the read that ended all tries, and of the last question. */
function soonestRecheck({ context: { reads } }: At): number {
  const { failure, notBefore, recheckNotBefore } = reads;
  return Math.max(recheckNotBefore, failure?.retryAfter === undefined ? 0 : notBefore);
}

function lastAsked({ context: { reads, access, live } }: At): number {
  return Math.max(reads.recheckedAt ?? 0, reads.startedAt ?? 0, access.askedAt, live.connects.at(-1) ?? 0);
}

/** The input of the recheck actor. */
export function recheckInput(at: At) {
  const { input, access, reads, live, problem } = at.context;
  const isDenied = problem === undefined && (reads.failure?.kind === 'auth' || live.failure?.kind === 'auth');
  const isKept = !canFetchToken(at) || (hasUsableToken(at) && !isDenied);
  return {
    transport: input.transport,
    orderId: input.orderId,
    token: isKept ? access.token?.value : undefined,
    tokens: input.tokens,
    clock: input.environment.clock,
  };
}
