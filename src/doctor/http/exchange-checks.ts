import type { CheckContext } from '../check-context.js';
import { type Exchange, mostHops } from '../page/page-fetch.js';
import { addUnreachable } from '../page/reach.js';

/** How long a request took until its headers came, ms. */
export function timeOf({ answer, startedAt }: Exchange): number {
  return (answer?.at ?? startedAt) - startedAt;
}

/** Whether an answer came; says why not. */
export function checkReach(context: CheckContext, exchange: Exchange): boolean {
  const { limits } = context.world;
  if (!exchange.answer) {
    const problem = exchange.unreachable ?? { code: 'connection-broken', detail: 'no answer' };
    addUnreachable(context, problem, exchange.hops.at(-1) ?? exchange.url);
    return false;
  }
  const seconds = timeOf(exchange) / 1_000;
  if (seconds * 1_000 > limits.slow) {
    context.report(
      'slow',
      `The answer took ${seconds.toFixed(1)} s. After 8 s the tracker gives a read up.`,
      'Answer within a second: look for a slow query, or a server that has to start first.',
    );
  }
  return true;
}

/** What stands between the answer and the page. */
export function checkCors(context: CheckContext, exchange: Exchange): void {
  const { setup } = context;
  if (!exchange.isForeign) return;
  const [fault] = exchange.corsFaults;
  if (!fault) {
    context.report('cors-allowed', `A page of ${setup.isOriginGiven ? setup.origin : 'any origin'} may read it.`);
    return;
  }
  if (setup.isOriginGiven) {
    context.report(fault.code, fault.what, fault.remedy);
    return;
  }
  context.report(
    'cors-other-pages',
    `Only pages of the same origin may read it. (${fault.what})`,
    'If your page has another origin, say which with --origin https://…, and read what to change.',
  );
}

/** What a page of another origin may know of the answer. */
export function checkExposed(context: CheckContext, { answer, isForeign, corsFaults }: Exchange): void {
  if (!isForeign || corsFaults.length > 0) return;
  const exposed = (answer?.headers.get('access-control-expose-headers') ?? '').toLowerCase();
  const wanted = [
    'date',
    ...(answer?.headers.has('age') ? ['age'] : []),
    ...(answer?.headers.has('retry-after') ? ['retry-after'] : []),
  ];
  const missing = wanted.filter((name) => !exposed.includes(name) && exposed.trim() !== '*');
  if (missing.length === 0) return;
  context.report(
    'cors-expose',
    `A page of another origin may not read ${missing.join(', ')}: a phone whose clock is wrong is not set right.`,
    'Answer with\nAccess-Control-Expose-Headers: Date, Age, Retry-After',
  );
}

/** Whether the answer is of the same origin, and says where the request was led. */
export function checkRedirects(context: CheckContext, { hops, url }: Exchange): boolean {
  const { orderId } = context.setup.options;
  const place = hops.at(-1);
  if (place === undefined) return true;
  if (new URL(place).origin !== new URL(url).origin) {
    context.report(
      'redirect-to-other-origin',
      `It redirects to another origin, ${new URL(place).origin}. The tracker does not follow, as a token would go along.`,
      'Set the address that it leads to, if that is the right one.',
    );
    return false;
  }
  if (hops.length > mostHops) {
    context.report(
      'redirect-endless',
      `More than ${mostHops} redirects follow each other, the last one to ${new URL(place).pathname}.`,
      'Look which two rules redirect to each other: http and https, with and without a slash or "www".',
    );
    return false;
  }
  context.report(
    'redirect',
    `It redirects to ${new URL(place).pathname}: each read asks twice.`,
    `Set the address that it leads to: ${orderId ? place.replace(encodeURIComponent(orderId), '{id}') : place}`,
  );
  return true;
}

export function checkRetryAfter(context: CheckContext, { answer }: Exchange): void {
  const given = answer?.headers.get('retry-after') ?? null;
  if (given !== null && (/^\d+$/.test(given) || /\d:\d\d:\d\d/.test(given))) return;
  context.report(
    'retry-after-missing',
    given === null ? 'The refusal has no Retry-After.' : `Retry-After is "${given}", and has to be seconds or a date.`,
    'Answer with\nRetry-After: 10',
  );
}

/** JSON under another name is read, and taken for a page's error by others. */
export function checkContentType(context: CheckContext, { answer }: Exchange): void {
  const type = answer?.headers.get('content-type') ?? '';
  if (/^[^;]*[/+]json\s*(;|$)/i.test(type)) return;
  context.report(
    'content-type',
    `The JSON is called "${type || 'nothing'}". It is read all the same, but a refusal in it may not count.`,
    'Answer with\nContent-Type: application/json',
  );
}
