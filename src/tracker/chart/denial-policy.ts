import type { Failure } from '../../transports/transport.js';
import type { At, Changes } from './chart.context.js';
import { isOnlyRemembered } from './rollback.js';

/*
 * When a denial counts. Gateways may deny every request for a moment, and replicas lag; but after `denied` the guest reads
 * that the link has expired, until one of the rare questions of `recheck` is answered. So a read or a token endpoint that
 * has worked before must deny twice; reads three times where there are no tokens. Where the answer may be a platform's,
 * they must deny six times with a token; without one, such answers never count.
 */

/** How long a denied connection is not tried again although reads succeed, ms. */
const deniedTime = 30_000;

/** How many denials in a row are the page's set-up, where it never had a link or a token but reads have worked. */
const denialsOfSetUp = 3;

/** How many vague denials in a row are the application's own, with a token: about a minute of them. */
const vagueDenials = 6;

/** Whether a failure is a denial of access. */
export function isDenial({ kind }: Failure): boolean {
  return kind === 'forbidden' || kind === 'auth';
}

/**
 * Whether a failure shows that the order is only for those with the link, and this page has lost its secret. Nothing has
 * given access so far, so the first no is enough. With row level security that no is "not found".
 */
export function needsLink({ context: { input, reads, live } }: At, failure: Failure): boolean {
  const isNo = isDenial(failure) || failure.kind === 'not-found';
  return input.lacksLink && isNo && reads.succeededAt === undefined && live.acceptedAt === undefined;
}

/**
 * Whether reads have worked: on this page, or before it was loaded again, as this device remembers an order of the same
 * addresses.
 */
export function haveReadsWorked({ context: { reads, order } }: At): boolean {
  return reads.succeededAt !== undefined || isOnlyRemembered(order);
}

/** Whether the page was never given a link or a token: then a denial is the developer's set-up. */
export function wasNeverGivenAccess({ context: { input } }: At): boolean {
  return input.tokens === undefined && !input.hasOwnAccess && !input.lacksLink;
}

/** The problem where the page needs a token and has none. */
export function withoutAccess({ reason }: Failure): { code: 'config'; message: string } {
  const remedy = 'Set token-url, getAccessToken or access-token, or let everybody read this order.';
  return { code: 'config', message: `${reason} The page was given neither a tracking link nor a token. ${remedy}` };
}

/**
 * Whether a refusal does not count, as something has worked before: a hosting platform, a gateway or a firewall may have
 * answered for the application. Such a failure is the network's: with a token for a minute, otherwise however often it
 * comes.
 */
export function isPassing(at: At, failure: Failure): boolean {
  const { reads, live, input } = at.context;
  if (!haveReadsWorked(at) && live.acceptedAt === undefined) return false;
  if (failure.kind === 'not-found') return failure.isVague === true;
  if (input.tokens !== undefined || input.hasOwnAccess)
    return (
      failure.kind === 'forbidden' && failure.isVague === true && !isLiveDenied(at) && reads.denied + 1 < vagueDenials
    );
  if (!isDenial(failure)) return false;
  return failure.isVague === true || reads.denied + 1 < denialsOfSetUp;
}

/** Whether a refused connection does not count, for the same reason. Closing frames come from the application itself. */
export function isPassingLoss(at: At, failure: Failure): boolean {
  return failure.isVague === true && isPassing(at, failure);
}

/** Whether another try to connect cannot help. */
export function isFatal({ context: { input } }: At, { kind }: Failure): boolean {
  return kind === 'config' || kind === 'forbidden' || kind === 'not-found' || (kind === 'auth' && !input.tokens);
}

/** Whether a denied token may be exchanged for another: once, until something succeeds; and one that hides the order. */
export function mayRenew({ context: { input, access, reads } }: At): boolean {
  const isHidden = reads.failure?.kind === 'not-found';
  return input.tokens?.fetch !== undefined && (isHidden || access.deniedToken === undefined);
}

/**
 * Whether a read failed for the present token, not for one that was replaced meanwhile. With row level security, a token
 * for something else gets "not found": once, where an order was found before and no read has succeeded with this token.
 */
export function isFailureOfToken({ context: { input, reads, access } }: At, { kind }: Failure): boolean {
  if (!input.tokens || reads.token !== access.token?.value) return false;
  const isNew = reads.succeededAt !== undefined && reads.token !== reads.provenToken;
  return kind === 'auth' || (kind === 'not-found' && isNew && reads.notFound === 0 && input.tokens.fetch !== undefined);
}

/** A server that confirms has accepted the present token. If that is not the denied one, the denial is forgotten. */
export function acceptToken({ context: { input, access } }: At): Changes {
  const { token, deniedToken } = access;
  const wasChecked = input.transport.traits?.authenticated ?? token !== undefined;
  return wasChecked && token?.value !== deniedToken ? { access: { ...access, deniedToken: undefined } } : {};
}

/**
 * Whether a denied read needs another denial before it counts. Where reads succeeded before and the connection was not
 * denied, one denial may be a gateway's mistake; while the live connection works, any number of them.
 */
export function needsSecondDenial(at: At, { kind }: Failure): boolean {
  const { input, access, live, reads } = at.context;
  const isAboutOldToken = input.tokens !== undefined && reads.token !== access.token?.value;
  if (kind !== 'forbidden' && (kind !== 'auth' || isAboutOldToken || mayRenew(at))) return false;
  if (live.confirmedAt !== undefined) return true;
  if (reads.succeededAt === undefined) return false;
  return !isLiveDenied(at) && reads.denied < (access.deniedToken === undefined ? 1 : 2);
}

function isLiveDenied({ context: { live } }: At): boolean {
  return live.failure !== undefined && isDenial(live.failure);
}

/**
 * Whether the token endpoint's denial counts at once. Where it has given a token before, and that was not denied, the
 * first denial may come from a proxy, as during a deployment.
 */
export function isTokenDenialSure({ context: { access } }: At): boolean {
  return access.token === undefined || access.deniedToken !== undefined || access.failures > 0;
}

/** Whether the denial of a connection is old enough to connect again. Wrong options stay wrong. */
export function mayConnectAfterDenial({ context: { live, now } }: At): boolean {
  return live.failure?.kind !== 'config' && now() - (live.connects.at(-1) ?? 0) >= deniedTime;
}
