import { canFetchToken, hasUsableToken } from './access.context.js';
import type { At, Changes } from './chart.context.js';
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

/** Milliseconds until it is asked again whether the problem still stands. */
export function recheckPause(at: At): number {
  const { input, now, reads, problem, access } = at.context;
  const growth = 2 ** Math.min(reads.rechecks, 4);
  const isNew = problem?.code === 'not-found' && reads.succeededAt === undefined;
  const isExchange = problem === undefined && access.token === undefined && canFetchToken(at);
  const pause = isNew
    ? Math.min(usualPause, firstPause * growth)
    : Math.min(longestPause, usualPause * (isExchange ? growth : 1));
  return Math.max(0, lastAsked(at) + pause * (1 + input.environment.random() / 4) - now());
}

/** Whether the guest's return to the page is a reason to ask at once. */
export function isRecheckDue(at: At): boolean {
  return at.context.now() - lastAsked(at) >= signalPause;
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
