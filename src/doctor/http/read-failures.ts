import { parseJson, sizeLimit } from '../../transports/json.js';
import type { Failure } from '../../transports/transport.js';
import type { CheckContext } from '../check-context.js';
import type { Code } from '../codes.js';
import { bodyOf, type Exchange } from '../page/page-fetch.js';
import { checkRetryAfter } from './exchange-checks.js';

type Words = readonly [code: Code, what: string, remedy: string];

/** Says why a read failed that was answered. */
export function addReadFailure(context: CheckContext, failure: Failure, exchange: Exchange): void {
  const hasToken = context.token !== undefined;
  const { status = 0, headers } = exchange.answer ?? {};
  if (!headers) return;
  const type = headers.get('content-type') ?? '';
  const body = bodyOf(exchange);
  const encoding = headers.get('content-encoding') ?? 'none';
  const words =
    status < 300 ? bodyFailure(failure, { type, body, encoding }) : refusal(failure, { status, type, body, hasToken });
  const [code, ...others] = words;
  context.report(code, ...others);
  if (code === 'overloaded') checkRetryAfter(context, exchange);
}

interface Body {
  readonly type: string;
  readonly body: string;
}

function bodyFailure({ reason }: Failure, { type, body, encoding }: Body & { readonly encoding: string }): Words {
  if (body.length > sizeLimit) {
    return [
      'too-large',
      `The answer has more than ${sizeLimit / 1024} kB, and is not read.`,
      'Answer with this one order, and only with what guests see.',
    ];
  }
  if (/gave no answer|broke off/.test(reason)) {
    return [
      'connection-broken',
      `The headers came, and the body did not come to its end: it broke off, it stopped, or it is not encoded as it says (Content-Encoding: ${encoding}).`,
      'Look into the log of the server, or of the proxy before it.',
    ];
  }
  if (body.trim() === '') {
    return ['not-json', 'The answer is empty.', 'Answer with the order, or with 404 and {"error":"not-found"}.'];
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

interface Refused extends Body {
  readonly status: number;
  readonly hasToken: boolean;
}

function refusal({ kind }: Failure, { status, type, body, hasToken }: Refused): Words {
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
  if (status < 500 && isPage && /html/i.test(type)) {
    return [
      'page-instead-of-data',
      `A page of HTML came with ${status}: a firewall, a login or a proxy answers in the place of the application.`,
      'Check the address. Exempt it from checks for robots, and refuse with JSON.',
    ];
  }
  if (kind === 'network' && !isPage) {
    return [
      'http-status',
      `The answer ${status} is that of a hosting platform or a gateway, in its form: ${JSON.stringify(body.slice(0, 80))}.`,
      'Check the address, and whether the application runs.',
    ];
  }
  if (status === 401 || status === 403) {
    return [
      'access-denied',
      `The server answered ${status}${as}, ${hasToken ? 'although a token was sent' : 'and no token was sent'}.`,
      hasToken
        ? 'Check that the token is for this order, has not expired, and is read from "Authorization: Bearer …". Where the server wants it in a header of another name, set poll-headers with {token}.'
        : "Give the token with --access-token, or --token-url with --capability; a header of the server's own with --poll-headers, as the page does with poll-headers. The doctor has no cookies.",
    ];
  }
  if ((status === 404 || status === 410) && !isPage) {
    return [
      'order-not-found',
      `The server answered ${status}: it does not know this order, or not at this address.`,
      'Check order-id, and the address: nothing else could be examined.',
    ];
  }
  if (status === 426) {
    return [
      'http-status',
      'The server answered 426: there is a WebSocket at this address.',
      'Give it as websocket-url, beginning with ws:// or wss://.',
    ];
  }
  return [
    'http-status',
    `The server answered ${status}${as}; expected is 200 with the order as JSON.`,
    'Check the address, the method and the headers that the server wants.',
  ];
}
