import type { Failure } from '../../transports/transport.js';
import type { At, Changes } from './chart.context.js';

/*
 * When "no" is taken for an answer. Gateways deny everybody for a moment and replicas lag, and only the guest can start
 * again what was ended for good. So what has worked before needs a second denial.
 */

/** How long a connection that was denied is not tried again though reads succeed, ms. */
const deniedTime = 30_000;

/** Whether a back end denies this guest, rather than that something failed. */
export function isDenial({ kind }: Failure): boolean {
  return kind === 'forbidden' || kind === 'auth';
}

/** Whether a denied token may be exchanged for another: once, until something succeeds. */
export function mayRenew({ context: { input, access } }: At): boolean {
  return input.tokens?.fetch !== undefined && access.deniedToken === undefined;
}

/** A server that confirms has checked the token: if it is another than the denied one, that one is done with. */
export function acceptToken({ context: { input, access } }: At): Changes {
  const { token, deniedToken } = access;
  const wasChecked = input.transport.traits?.authenticated ?? token !== undefined;
  return wasChecked && token?.value !== deniedToken ? { access: { ...access, deniedToken: undefined } } : {};
}

/**
 * Whether a denied read needs another denial before it counts. Where reads succeeded before and nothing else denies us,
 * one answer may be a gateway's mistake; while the live connection stands, any number of them.
 */
export function needsSecondDenial(at: At, { kind }: Failure): boolean {
  const { input, access, live, reads } = at.context;
  const isAboutOldToken = input.tokens !== undefined && reads.token !== access.token?.value;
  if (kind !== 'forbidden' && (kind !== 'auth' || isAboutOldToken || mayRenew(at))) return false;
  if (live.confirmedAt !== undefined) return true;
  if (reads.succeededAt === undefined) return false;
  const isLiveDenied = live.failure !== undefined && isDenial(live.failure);
  return !isLiveDenied && reads.denied < (access.deniedToken === undefined ? 1 : 2);
}

/**
 * Whether the token endpoint's denial counts at once. Where it has answered well before, and nobody else has denied the
 * token, the first one may be a proxy's, as in a deployment.
 */
export function isTokenDenialSure({ context: { access } }: At): boolean {
  return access.token === undefined || access.deniedToken !== undefined || access.failures > 0;
}

/** Whether the denial of a connection is old enough to ask again. What is set up wrongly stays so. */
export function mayConnectAfterDenial({ context: { live, now } }: At): boolean {
  return live.failure?.kind !== 'config' && now() - (live.connects.at(-1) ?? 0) >= deniedTime;
}
