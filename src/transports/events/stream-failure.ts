import { failureOfRefusal } from '../http/fetch-json.js';
import { isRecord } from '../json.js';
import { isAboutAccess, saidIn } from '../refusal-words.js';
import { htmlLike, resemblesOrder, secretLike } from '../resembles-order.js';
import type { Failure } from '../transport.js';

/** Why there is no stream. A page of HTML comes from something in between: a proxy, a captive portal. */
export async function failureOfAnswer(response: Response, signal: AbortSignal): Promise<Failure> {
  const { status, ok, headers } = response;
  const type = headers.get('content-type') ?? '';
  const check = 'Check events-url and its {id}.';
  if (!ok) {
    const failure = await failureOfRefusal(response, signal).catch((error: Failure) => error);
    const told = `${failure.reason} ${check}`;
    if (failure.kind === 'config' || failure.kind === 'forbidden') return { ...failure, reason: told };
    return failure.kind === 'network' && status < 500 ? { ...failure, hint: told } : failure;
  }
  response.body?.cancel().catch(() => {});
  if (/html/i.test(type)) {
    const reason = `HTML came instead of a stream (${status}).`;
    return { kind: 'network', reason, hint: `${reason} ${check}` };
  }
  if (status === 204) return { kind: 'config', reason: `The server answered 204, no stream. ${check}` };
  const advice = /json/i.test(type) ? 'If that is the order, set poll-url.' : check;
  return {
    kind: 'unreadable',
    reason: `The events-url answers "${type.slice(0, 40)}", not text/event-stream. ${advice}`,
  };
}

/**
 * What an event says went wrong: one that is named `error`, or GraphQL's list of errors without data. `undefined` for
 * every other event. Only what speaks of access is a denial; anything else may pass.
 *
 * @param hasBrought whether the stream has brought anything before
 */
export function errorOf(
  { event, data: text }: { readonly event?: string | undefined; readonly data: string },
  payload: unknown,
  token: string | undefined,
  hasBrought: boolean,
): Failure | undefined {
  const { errors, data, error, message } = isRecord(payload) ? payload : ({} as Record<string, unknown>);
  const first: unknown = Array.isArray(errors) && data == null ? errors[0] : undefined;
  if (event !== 'error' && !first) return undefined;
  const found = first ?? error ?? message ?? (payload === undefined ? text : undefined);
  const said = isRecord(found) ? found.message : found;
  const word = typeof said === 'string' && !(token && said.includes(token)) ? `: ${said.slice(0, 200)}` : '';
  const reason = `The event stream reports an error${word}`.replace(/\.?$/, '.');
  const isDenial = !hasBrought && (!word || isAboutAccess(saidIn(word)));
  if (isDenial) return { kind: 'forbidden', reason };
  return { kind: 'network', reason, hint: `${reason} Check events-url, and the server's log.` };
}

/** Why a stream is of no use whose first event is HTML. */
export function failureOfHtml(data: string): Failure | undefined {
  if (!htmlLike.test(data)) return undefined;
  return {
    kind: 'unreadable',
    reason: 'The event stream brings HTML, such as Turbo Streams: send JSON, or set poll-url.',
  };
}

/**
 * What an event looks like that cannot be read as this order, and what to do, without a full stop.
 *
 * @param url where it has {id}, nothing about other orders is expected
 */
export function lookalike(payload: unknown, orderId: string, url: string): string | undefined {
  if (Array.isArray(payload)) return resemblesOrder(payload, orderId, url);
  if (!isRecord(payload)) return undefined;
  const { clientId, path, data, errors, error } = payload;
  if (clientId !== undefined && Object.keys(payload).length === 1) return 'PocketBase: set server-preset="pocketbase"';
  if (typeof path === 'string' && 'data' in payload)
    return 'Firebase, which sends parts: set poll-url to its plain address';
  if (isRecord(data) && (errors !== undefined || Object.keys(payload).length === 1))
    return 'GraphQL: set the path of the order, such as field-map=\'{"root":"data.order"}\'';
  if (typeof error === 'string' && !secretLike.test(error))
    return `a refusal, "${error.slice(0, 100)}": check events-url and the token`;
  return resemblesOrder(payload, orderId, url);
}
