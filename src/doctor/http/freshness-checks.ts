import type { CheckContext } from '../check-context.js';
import { bodyOf, type Exchange, pageFetch } from '../page/page-fetch.js';
import { withTimeLimit } from '../page/time-limit.js';
import { readPatch } from '../payload-checks.js';
import type { ObservedRead } from './read-order.js';

/** A difference between two clocks that matters, ms. */
const tolerance = 90_000;

/** Whether something between server and guest may keep the answer, or has kept it. */
export function checkCaching(context: CheckContext, exchange: Exchange, hasOwnHeaders: boolean): void {
  const { headers } = exchange.answer ?? {};
  if (!headers || exchange.method !== 'GET') return;
  const control = (headers.get('cache-control') ?? '').toLowerCase();
  const age = Number(headers.get('age') ?? 0);
  const hit = ['x-cache', 'cf-cache-status', 'x-cache-status', 'x-vercel-cache'].find((name) =>
    /\bhit\b/i.test(headers.get(name) ?? ''),
  );
  const remedy =
    'Answer with\nCache-Control: private, no-cache\nand exempt this address from the cache of your CDN or proxy.';
  if (age > 0 || hit) {
    const sign = age > 0 ? `Age: ${age}` : `${hit}: ${headers.get(hit ?? '')}`;
    context.report('from-cache', `The answer came from a cache (${sign}): guests see an old status.`, remedy);
  }
  const seconds = /s-maxage\s*=\s*"?(\d+)/.exec(control)?.[1] ?? /max-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  const lifetime = seconds === undefined ? untilExpiry(headers) : Number(seconds);
  const isShared = !/no-store|no-cache|private/.test(control);
  const isAllowedDespiteToken = /public|s-maxage/.test(control);
  const hasToken = 'authorization' in exchange.headers;
  if (isShared && lifetime > 0 && (!hasToken || isAllowedDespiteToken)) {
    context.report(
      'cacheable',
      `Proxies and CDNs may keep the answer for ${lifetime} s (${control ? `Cache-Control: ${control}` : 'Expires'}): guests see an old status.`,
      remedy,
    );
  } else if (!control && hasOwnHeaders) {
    context.report(
      'cache-control-missing',
      'Nothing says whether proxies may keep the answer.',
      'Answer with\nCache-Control: private, no-cache\nThen browsers ask with the ETag, if there is one. no-store has every answer sent in full.',
    );
  }
}

function untilExpiry(headers: Headers): number {
  const expires = Date.parse(headers.get('expires') ?? '');
  const now = Date.parse(headers.get('date') ?? '') || Date.now();
  return Number.isNaN(expires) ? 0 : Math.round((expires - now) / 1_000);
}

/** The server's time in the middle of an exchange; `undefined` where it does not say. */
export function serverTime({ answer }: Exchange): number | undefined {
  return Date.parse(answer?.headers.get('date') ?? '') || undefined;
}

export function checkClock(context: CheckContext, exchange: Exchange): void {
  const time = serverTime(exchange);
  const ahead = time === undefined ? 0 : time - Date.now();
  if (Math.abs(ahead) < tolerance) return;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  context.report(
    'server-clock',
    `The server's clock is ${minutes} min ${ahead > 0 ? 'ahead of' : 'behind'} this computer's.`,
    'Set the clock of whichever is wrong: guests are told "late" by the server\'s.',
  );
}

/** Answers to the same question: what their ETags say. */
export function compareETags(context: CheckContext, reads: readonly ObservedRead[]): void {
  const { setup } = context;
  const [first, second] = reads.filter(({ payload }) => payload !== undefined);
  if (!first || !second || first.exchange.method !== 'GET') return;
  const [one, other] = [first, second].map(({ exchange }) => exchange.answer?.headers.get('etag') ?? null);
  const [before, after] = [first, second].map(({ payload }) => readPatch(payload, setup));
  const isSameOrder = before?.status === after?.status && before?.version === after?.version;
  const isSameBody = bodyOf(first.exchange) === bodyOf(second.exchange);
  if (one === null || one === undefined) {
    context.report(
      'etag-missing',
      'There is no ETag: an unchanged order is sent in full each time.',
      'Answer with an ETag made of the version, such as\nETag: "7"\nand with 304 to the same If-None-Match.',
    );
    return;
  }
  if (one !== other && isSameBody) {
    context.report(
      'etag-changes',
      `The ETag is another one for the same answer (${one}, then ${other ?? 'none'}), so it is of no use.`,
      'Make the ETag of the version, or of a hash of the body.',
    );
  }
  if (one === other && !isSameBody && !(one.startsWith('W/') && isSameOrder)) {
    context.report(
      'etag-constant',
      `The ETag ${one} stayed while the answer changed: a browser goes on with the old one.`,
      'Make the ETag of the version, or of a hash of the body.',
    );
  }
}

/** Asks with an ETag: with the server's own, and with one that it has never given. */
export async function checkConditional(context: CheckContext, exchange: Exchange): Promise<void> {
  const { origin } = context.setup;
  const { fetch, limits, timers } = context.world;
  const etag = exchange.answer?.headers.get('etag');
  if (!etag || exchange.method !== 'GET') return;
  const ask = (value: string) =>
    withTimeLimit(timers, limits.answer, async (signal) => {
      const headers = { ...exchange.headers, 'If-None-Match': value };
      const request = pageFetch({ fetch, origin, enforces: false });
      const response = await request(exchange.url, { headers, redirect: 'follow', signal });
      const isSame = (await response.text()) === bodyOf(exchange);
      return { status: response.status, isSame, etag: response.headers.get('etag') };
    });
  const [own, foreign] = await Promise.all([ask(etag), ask('"order-status-tracker-doctor"')]).catch(() => []);
  if (foreign?.status === 304) {
    context.report(
      'etag-any',
      'The server answers 304 to an ETag that it has never given: guests never see a change.',
      'Compare If-None-Match with the ETag of the order as it is now.',
    );
  } else if (own?.status === 304) {
    context.report(
      'etag-honoured',
      'The ETag is honoured: an unchanged order costs only a 304, where browsers ask so (on another origin without a token, and not after no-store).',
    );
  } else if (own?.status === 200 && own.isSame && own.etag === etag) {
    context.report(
      'etag-ignored',
      `The server gives the ETag ${etag}, and answers it in full all the same.`,
      'Answer 304 without a body where If-None-Match has the present ETag.',
    );
  }
}
