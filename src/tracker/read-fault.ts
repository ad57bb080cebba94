import type { Failure } from '../transports/transport.js';
import type { OrderTrackerOptions } from './options.js';
import { placeholderFault } from './placeholder-fault.js';
import { textFault } from './text-fault.js';

/** What to do where an endpoint refuses a request for what it is. */
const remedies: Readonly<Record<number, string>> = {
  400: 'It refuses the address, or what is sent.',
  402: 'A plan or a quota of that service is used up: see its account, or ask less often (poll-interval).',
  405: 'It does not take such requests: set poll-method (GET or POST), or let the endpoint take them.',
  406: 'It cannot send what Accept asks for, application/json: let it send JSON, or set Accept in poll-headers.',
  409: 'That is a conflict, and reading has none: check that the address, poll-method and poll-body ask for the order, and change nothing.',
  412: 'A condition was not met (If-Match, If-None-Match): let it answer requests without one.',
  415: 'It does not take JSON: set Content-Type in poll-headers, or ask by GET, without poll-body.',
  422: 'It refuses the address, or what is sent.',
  428: 'It wants a condition (If-Match, If-None-Match): let it answer requests without one, or set it in poll-headers.',
};

/**
 * What a read that failed says about the set-up: the cause, and what to do. `undefined`: nothing.
 *
 * @param hasWorked whether a read has succeeded before: the set-up may be right
 */
export function readFault(
  { kind, reason, found, isVague }: Failure,
  options: OrderTrackerOptions,
  hasWorked = false,
): string | undefined {
  const status = Number(/answered (\d+)/.exec(reason)?.[1]);
  if (status === 304)
    return `${reason} That is "not modified", which nothing had asked for: let it answer 200 with the order, and look for a cache or proxy in between.`;
  if (found) return `${reason} ${textFault(found)}`;
  const { pollUrl = '' } = options;
  const unfilled = placeholderFault(options);
  const advice = unfilled ?? 'Check poll-url and its {id}.';
  const remedy = pollUrl && remedies[status];
  if (remedy) {
    const isAboutRequest = status === 400 || status === 422;
    return `${reason} ${remedy} ${isAboutRequest ? `${advice} Check poll-headers and poll-body. ` : ''}It is asked again.`;
  }
  if (hasWorked) return undefined;
  if (kind === 'config') return reason;
  if (reason.startsWith('There is no such order')) {
    const without = hasToken(options)
      ? ''
      : ', which has only the publishable key: set access-token, getAccessToken or token-url, or add a policy for anon';
    return `${reason} Or row level security hides its row from this page${without}. It is asked again.`;
  }
  if (kind === 'not-found') return isVague || unfilled ? `${reason} ${advice} It is asked again.` : undefined;
  if (kind !== 'network') return undefined;
  if (reason.includes('another origin'))
    return `${reason} Such answers are not read: let poll-url lead to the last address, or to a place of your own that fetches it.`;
  if (reason.includes('broke off'))
    return `${reason} It may be the network; else look for a Content-Encoding or Content-Length that is not true.`;
  if (status) return status < 500 ? `${reason} It is no answer of the application. ${advice}` : undefined;
  const wrong = Object.keys(options.pollHeaders ?? {}).find((name) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name));
  if (wrong !== undefined) return `${reason} poll-headers has "${wrong}", which cannot be the name of a header.`;
  // Other reasons are those of a page's own transport, or of the network alone.
  if (!reason.includes('gave no answer') || globalThis.navigator?.onLine === false) return undefined;
  return `${reason} ${unfilled ? advice : 'Check the address; CORS (Access-Control-Allow-Origin, also -Headers and -Credentials); redirects to another origin; connect-src of the Content-Security-Policy.'}`;
}

function hasToken({ accessToken, getAccessToken, tokenUrl, supabase }: OrderTrackerOptions): boolean {
  return Boolean(accessToken || getAccessToken || tokenUrl || supabase);
}
