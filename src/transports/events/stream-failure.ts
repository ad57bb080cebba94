import { isOverload } from '../http/fetch-json.js';
import type { Failure, FailureKind } from '../transport.js';

const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'auth',
  403: 'forbidden',
  404: 'not-found',
  410: 'not-found',
};

/** Why there is no stream. A page of HTML comes from something in between: a proxy, a captive portal. */
export function failureOfAnswer({ status, ok, headers }: Pick<Response, 'status' | 'ok' | 'headers'>): Failure {
  const type = headers.get('content-type') ?? '';
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfter = seconds >= 0 ? { retryAfter: Math.min(seconds, 3_600) * 1_000 } : {};
  if (isOverload(status)) return { kind: 'overload', reason: `The server answered ${status}.`, ...retryAfter };
  if (/html/i.test(type)) return { kind: 'network', reason: `A page of HTML came instead of a stream (${status}).` };
  if (status === 204)
    return { kind: 'config', reason: 'The server answered 204: it has no event stream for this order.' };
  if (ok)
    return { kind: 'unreadable', reason: `The events-url answers "${type.slice(0, 40)}", not text/event-stream.` };
  return { kind: kinds[status] ?? 'network', reason: `The server answered ${status}.`, ...retryAfter };
}
