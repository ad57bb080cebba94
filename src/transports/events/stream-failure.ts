import { failureOfRefusal } from '../http/fetch-json.js';
import { isRecord } from '../json.js';
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

/**
 * What an event says went wrong, as a sentence: one that is named `error`, or GraphQL's list of errors without data.
 * `undefined` for every other event.
 */
export function errorOf(event: string, payload: unknown, token: string | undefined): string | undefined {
  const { errors, data, error, message } = isRecord(payload) ? payload : ({} as Record<string, unknown>);
  const first: unknown = Array.isArray(errors) && data == null ? errors[0] : undefined;
  if (event !== 'error' && !first) return undefined;
  const found = first ?? error ?? message;
  const said = isRecord(found) ? found.message : found;
  const word = typeof said === 'string' && !(token && said.includes(token)) ? `: ${said.slice(0, 200)}` : '';
  return `The event stream reports an error${word}`.replace(/\.?$/, '.');
}
