import type { Failure } from '../../transports/transport.js';
import type { TrackerContext } from './chart.types.js';

/*
 * When a refusal is believed. Gateways hiccup, replicas know less than others, and what ended all tries only the guest
 * starts again.
 */

/** How long a connection that was refused is not tried again though reads go on well, ms. */
const refusalTime = 30_000;

/** Whether a back end refuses this guest, rather than that something failed. */
export function isRefusal({ kind }: Failure): boolean {
  return kind === 'forbidden' || kind === 'auth';
}

/** Whether a token that was refused may be exchanged for another: once, until something succeeds. */
export function mayRenew({ input, refusedToken }: TrackerContext): boolean {
  return input.tokens?.fetch !== undefined && refusedToken === undefined;
}

/** A server that confirms has looked at the token: if it is another one than was refused, that is done with. */
export function acceptToken({ input, token, refusedToken }: TrackerContext): Partial<TrackerContext> {
  const wasChecked = input.transport.traits?.authenticated ?? token !== undefined;
  return wasChecked && token?.value !== refusedToken ? { refusedToken: undefined } : {};
}

/**
 * Whether a read that was refused needs another one before it is believed: where reads went well before and nothing
 * else refuses us, one answer may be a gateway's mistake, and as long as the live connection stands, any number of them.
 */
export function needsSecondOpinion(context: TrackerContext, { kind }: Failure): boolean {
  const { input, token, readToken, refusedToken, readSucceededAt, confirmedAt, loss, refusals } = context;
  const isAboutOldToken = input.tokens !== undefined && readToken !== token?.value;
  if (kind !== 'forbidden' && (kind !== 'auth' || isAboutOldToken || mayRenew(context))) return false;
  if (confirmedAt !== undefined) return true;
  if (readSucceededAt === undefined) return false;
  return loss?.kind !== 'forbidden' && loss?.kind !== 'auth' && refusals < (refusedToken === undefined ? 1 : 2);
}

/**
 * Whether the token endpoint's refusal is believed. It has answered well before, and nobody else has refused the token:
 * then the first refusal may be a proxy's, as in a deployment.
 */
export function isTokenRefusalSure({ token, refusedToken, tokenFailures }: TrackerContext): boolean {
  return token === undefined || refusedToken !== undefined || tokenFailures > 0;
}

/** Whether the refusal of a connection is old enough to ask again. What is set up wrongly stays so. */
export function isRefusalDoubtful({ loss, connects, now }: TrackerContext): boolean {
  return loss?.kind !== 'config' && now() - (connects.at(-1) ?? 0) >= refusalTime;
}
