import { failureOfRefusal } from '../http/fetch-json.js';
import type { Failure } from '../transport.js';

/** Why there is no stream. A page of HTML comes from something in between: a proxy, a captive portal. */
export async function failureOfAnswer(response: Response, signal: AbortSignal): Promise<Failure> {
  const { status, ok, headers } = response;
  const type = headers.get('content-type') ?? '';
  if (!ok) {
    return failureOfRefusal(response, signal).catch(() => ({
      kind: 'network',
      reason: `The server answered ${status}, and its answer broke off.`,
    }));
  }
  response.body?.cancel().catch(() => {});
  if (/html/i.test(type)) return { kind: 'network', reason: `A page of HTML came instead of a stream (${status}).` };
  if (status === 204)
    return { kind: 'config', reason: 'The server answered 204: it has no event stream for this order.' };
  return { kind: 'unreadable', reason: `The events-url answers "${type.slice(0, 40)}", not text/event-stream.` };
}
