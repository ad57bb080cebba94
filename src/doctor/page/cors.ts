import type { Code } from '../codes.js';

/** Why a browser keeps an answer from the page, and the header lines that would allow it. */
export interface CorsFault {
  readonly code: Extract<Code, 'cors-origin' | 'cors-preflight' | 'cors-credentials'>;
  readonly what: string;
  readonly remedy: string;
}

/** A request, as far as CORS looks at it. */
export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hasCredentials: boolean;
}

const simpleMethods = ['GET', 'HEAD', 'POST'];
const simpleHeaders = ['accept', 'accept-language', 'content-language', 'range'];
const simpleTypes = /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/** The headers for which a browser asks for permission first. */
export function askedHeaders(headers: CorsRequest['headers']): readonly string[] {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => !simpleHeaders.includes(name) && !(name === 'content-type' && simpleTypes.test(value)))
    .map(([name]) => name)
    .sort();
}

/** Whether a browser sends `OPTIONS` before the request. */
export function needsPreflight({ method, headers }: CorsRequest): boolean {
  return !simpleMethods.includes(method) || askedHeaders(headers).length > 0;
}

/** Why the answer is kept from the page; `undefined` where it is not. */
export function answerFault({ origin, hasCredentials }: CorsRequest, headers: Headers): CorsFault | undefined {
  const allowed = headers.get('access-control-allow-origin');
  const code = 'cors-origin';
  const remedy = `Answer with\nAccess-Control-Allow-Origin: ${origin}\nVary: Origin`;
  if (allowed === null) {
    return {
      code,
      remedy,
      what: `The answer has no Access-Control-Allow-Origin, so browsers keep it from a page of ${origin}.`,
    };
  }
  if (allowed.includes(',')) {
    return {
      code,
      remedy,
      what: `Access-Control-Allow-Origin is "${allowed}": browsers take one origin, and no list.`,
    };
  }
  if (allowed === '*' && hasCredentials) {
    return {
      code: 'cors-credentials',
      what: 'Access-Control-Allow-Origin is "*", which browsers refuse for requests with cookies (poll-credentials="include").',
      remedy: `${remedy}\nAccess-Control-Allow-Credentials: true`,
    };
  }
  if (allowed !== '*' && allowed !== origin) {
    return { code, remedy, what: `Access-Control-Allow-Origin is "${allowed}", and the page is of "${origin}".` };
  }
  const credentials = headers.get('access-control-allow-credentials');
  if (!hasCredentials || credentials === 'true') return undefined;
  return {
    code: 'cors-credentials',
    what: `Access-Control-Allow-Credentials is ${credentials === null ? 'missing' : `"${credentials}"`}, and poll-credentials="include" sends cookies.`,
    remedy: 'Answer with\nAccess-Control-Allow-Credentials: true',
  };
}

/** Why a browser never sends the request; `undefined` where it does. */
export function preflightFault(request: CorsRequest, status: number, headers: Headers): CorsFault | undefined {
  const { origin, method, hasCredentials } = request;
  const asked = askedHeaders(request.headers);
  const reason = `Before a ${method}${asked.length > 0 ? ` with ${asked.join(', ')}` : ''}, browsers ask with OPTIONS`;
  const code = 'cors-preflight';
  const remedy = `Answer OPTIONS with 204, without asking for a token, and with\nAccess-Control-Allow-Origin: ${origin}${
    asked.length > 0 ? `\nAccess-Control-Allow-Headers: ${asked.join(', ')}` : ''
  }${simpleMethods.includes(method) ? '' : `\nAccess-Control-Allow-Methods: ${method}`}`;
  // Whatever has failed fails for the request itself as well, and is told there.
  if (status >= 500) return undefined;
  if (status < 200 || status > 299)
    return { code, remedy, what: `${reason}, and the server answered ${status}; expected is 204.` };
  const fault = answerFault(request, headers);
  if (fault) return { code, remedy, what: `${reason}. ${fault.what}` };
  const allowedHeaders = listed(headers.get('access-control-allow-headers'));
  // "*" does not stand for Authorization, and for nothing where there are cookies.
  const isAllowed = (name: string) =>
    allowedHeaders.includes(name) || (allowedHeaders.includes('*') && !hasCredentials && name !== 'authorization');
  const missing = asked.filter((name) => !isAllowed(name));
  if (missing.length > 0) {
    const found = headers.get('access-control-allow-headers');
    return {
      code,
      remedy,
      what: `${reason}, and Access-Control-Allow-Headers is ${found === null ? 'missing' : `"${found}"`}: it lacks ${missing.join(', ')}.`,
    };
  }
  const methods = listed(headers.get('access-control-allow-methods'));
  const isMethodAllowed =
    simpleMethods.includes(method) ||
    methods.includes(method.toLowerCase()) ||
    (methods.includes('*') && !hasCredentials);
  return isMethodAllowed
    ? undefined
    : { code, remedy, what: `${reason}, and Access-Control-Allow-Methods does not have ${method}.` };
}

function listed(header: string | null): readonly string[] {
  return (header ?? '').split(',').map((name) => name.trim().toLowerCase());
}
