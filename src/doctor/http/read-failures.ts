import { parseJson, sizeLimit } from '../../transports/json.js';
import type { Failure } from '../../transports/transport.js';
import type { Code } from '../codes.js';
import type { Findings } from '../findings.js';
import { bodyOf, type Exchange } from '../page/page-fetch.js';
import { checkRetryAfter } from './exchange-checks.js';

type Words = readonly [code: Code, what: string, remedy: string];

/** Says why a read failed that was answered. */
export function addReadFailure(
  failure: Failure,
  exchange: Exchange,
  { subject, hasToken }: { readonly subject: string; readonly hasToken: boolean },
  findings: Findings,
): void {
  const { status = 0, headers } = exchange.answer ?? {};
  // Redirects are told elsewhere.
  if (!headers || (status >= 300 && status < 400)) return;
  const type = headers.get('content-type') ?? '';
  const body = bodyOf(exchange);
  const words = status < 300 ? bodyFailure(failure, type, body) : refusal(status, type, body, hasToken);
  const [code, ...others] = words;
  findings.add(code, subject, ...others);
  if (code === 'overloaded') checkRetryAfter(exchange, subject, findings);
}

function bodyFailure({ reason }: Failure, type: string, body: string): Words {
  if (body.length > sizeLimit) {
    return [
      'too-large',
      `The answer has more than ${sizeLimit / 1024} kB, and is not read.`,
      'Answer with this one order, and only with what guests see.',
    ];
  }
  if (/html/i.test(type) || /^\s*<(?:!doctype|html)/i.test(body)) {
    const isLogin = /login|sign.?in|password/i.test(body);
    return [
      'page-instead-of-data',
      `A page of HTML came instead of the order${isLogin ? ', and it looks like a login' : ''}.`,
      'Set the address of the data. Where a login is needed, answer 401 with JSON instead of a page.',
    ];
  }
  return [
    'not-json',
    `${reason} It begins with ${JSON.stringify(body.slice(0, 40))}, and is called "${type || 'nothing'}".`,
    'Answer with one JSON object and\nContent-Type: application/json',
  ];
}

function refusal(status: number, type: string, body: string, hasToken: boolean): Words {
  const isPage = parseJson(body) === undefined;
  const as = isPage ? ` with "${type || 'no content type'}" and no JSON` : '';
  if (status === 429 || status === 503) {
    return [
      'overloaded',
      `The first read was answered with ${status}.`,
      'Let each guest read once in 5 s, and answer the rest with 429 and Retry-After.',
    ];
  }
  if (status >= 500) return ['server-error', `The server answered ${status}.`, 'Look into the log of the server.'];
  if (status === 401 || status === 403) {
    return [
      'access-denied',
      `The server answered ${status}${as}, ${hasToken ? 'although a token was sent' : 'and no token was sent'}.`,
      hasToken
        ? 'Check that the token is for this order, has not expired, and is read from "Authorization: Bearer …".'
        : 'Give the token with --access-token, or --token-url with --capability. The doctor has no cookies.',
    ];
  }
  if ((status === 404 || status === 410) && !isPage) {
    return [
      'order-not-found',
      `The server answered ${status}: it does not know this order, or not at this address.`,
      'Check order-id, and the address: nothing else could be examined.',
    ];
  }
  return [
    'http-status',
    `The server answered ${status}${as}; expected is 200 with the order as JSON.`,
    'Check the address, the method and the headers that the server wants.',
  ];
}
