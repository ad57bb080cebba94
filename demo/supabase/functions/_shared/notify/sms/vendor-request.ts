import { NotSetUp } from '../../endpoint.ts';
import type { ReadSetting } from '../../hosted-project.ts';
import { neverConnected } from '../never-connected.ts';
import { fieldsOf } from '../report-reader.ts';
import { secondsUntil } from '../retry-after.ts';
import type { SendResult } from '../sender.ts';

/** What a vendor has answered. `body` is the parsed JSON, or the text if it is none. */
export interface VendorAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Seconds, where the vendor says them. */
  readonly retryAfter?: number;
}

/** What is posted to a vendor. */
export interface VendorRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>> | Headers;
  readonly body: string;
}

/** More than this is no answer to a request that sends a message. */
const largestAnswer = 64 * 1024;

/**
 * Asks a vendor once, and follows no redirect: the message and our credentials would go to another host. Returns the
 * answer, or what is known without one. It never rejects.
 */
export async function askVendor(
  fetch: typeof globalThis.fetch,
  { url, headers, body }: VendorRequest,
  { signal, now }: { readonly signal: AbortSignal; readonly now: () => number },
): Promise<VendorAnswer | SendResult> {
  if (signal.aborted) return { outcome: 'not-sent', reason: 'there was no time left to ask the vendor' };
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  } catch (error) {
    return neverConnected(error)
      ? { outcome: 'not-sent', reason: 'the vendor could not be reached' }
      : { outcome: 'unknown', reason: 'the vendor’s answer was lost' };
  }
  // A redirect that is not followed has the status 0 in some runtimes.
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel().catch(() => undefined);
    return { outcome: 'refused', reason: 'the vendor’s address answers with a redirect: check the base URL' };
  }
  try {
    const text = await limitedText(response);
    const retryAfter = secondsUntil(response.headers.get('Retry-After'), now());
    return { status: response.status, body: parsed(text), ...(retryAfter !== undefined && { retryAfter }) };
  } catch {
    return { outcome: 'unknown', reason: 'the vendor’s answer broke off' };
  }
}

export function isAnswer(answer: VendorAnswer | SendResult): answer is VendorAnswer {
  return 'status' in answer;
}

/** The vendor has surely not sent it, and may be asked again. */
export function notSent(reason: string, { retryAfter }: VendorAnswer): SendResult {
  return { outcome: 'not-sent', reason, ...(retryAfter !== undefined && { retryAfter }) };
}

/**
 * What an answer means that no vendor's table of codes explains. `code` is the vendor's, for the log. A 5xx may come from
 * a proxy after the vendor has taken the message; only a 503 in the vendor's own words says that it was not taken.
 */
export function resultOfStatus(answer: VendorAnswer, code?: string | number): SendResult {
  const { status, body } = answer;
  const named = code === undefined ? `HTTP ${status}` : `HTTP ${status}, code ${code}`;
  if (status === 429) return notSent(`the vendor limits the rate (${named})`, answer);
  if (status === 503 && fieldsOf(body)) return notSent(`the vendor is away (${named})`, answer);
  if (status < 400) return { outcome: 'unknown', reason: `the vendor’s answer cannot be read (${named})` };
  if (status >= 500 || status === 408) return { outcome: 'unknown', reason: `the vendor failed (${named})` };
  if (status === 401 || status === 403) {
    return { outcome: 'refused', reason: `the vendor refuses our account (${named})` };
  }
  return { outcome: 'refused', reason: `the vendor refuses the message (${named})` };
}

/** The same with the vendor's code, where its own table says nothing more than what the code is for the log. */
export function resultOfCode(answer: VendorAnswer, code: string | number, reason: string): SendResult {
  // A message that was made, and failed at once.
  if (answer.status < 400) return { outcome: 'refused', reason };
  const result = resultOfStatus(answer, code);
  return result.outcome === 'accepted' ? result : { ...result, reason };
}

/** The whole seconds until a message is of no use; `undefined` if that has passed. */
export function secondsLeft(expiresAt: Date, now: number): number | undefined {
  const seconds = Math.floor((expiresAt.getTime() - now) / 1000);
  return seconds > 0 ? seconds : undefined;
}

export const tooLate: SendResult = { outcome: 'refused', reason: 'the message came too late to be of use' };

/** The address of a vendor's API; tests set `name` to a server of their own. Throws `NotSetUp` unless it is https. */
export function baseUrl(read: ReadSetting, name: string, usual: string): string {
  const given = read(name)?.trim() || usual;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isOwnMachine = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost';
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isOwnMachine)) {
    throw new NotSetUp(`${name} must be an address that begins with https://`);
  }
  return given.replace(/\/+$/, '');
}

/** A price such as `-0.0075` in thousandths, rounded up, and never negative: vendors write costs either way. */
export function thousandthsOf(price: unknown): number | undefined {
  const amount = typeof price === 'string' && price.trim() !== '' ? Number(price) : price;
  if (typeof amount !== 'number' || !Number.isFinite(amount)) return undefined;
  // 0.0075 × 1000 is 7.499999999999999 as a floating-point number.
  return Math.ceil(Math.round(Math.abs(amount) * 1e9) / 1e6);
}

async function limitedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > largestAnswer) throw new RangeError('The answer is too long.');
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
