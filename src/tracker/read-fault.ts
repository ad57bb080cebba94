import type { Failure, FoundText } from '../transports/transport.js';
import type { OrderTrackerOptions } from './options.js';

/** What is written for `{id}` by mistake, or left there by a template. */
const otherPlaces =
  /\$\{.*?\}|\{\{.*?\}\}|\{(?!id\}|token\})[^}]*\}|[$:]\w*id\b|%7Bid%7D|<\w+>|\b(?:undefined|null)\b/i;

/** What a read that failed says about the set-up: the cause, and what to do. `undefined`: nothing. */
export function readFault({ kind, reason, found, isVague }: Failure, options: OrderTrackerOptions): string | undefined {
  if (found) return `${reason} ${aboutText(found)}`;
  const status = Number(/answered (\d+)/.exec(reason)?.[1]);
  const { pollUrl = '' } = options;
  const unfilled = otherPlaces.exec(pollUrl)?.[0];
  const advice = unfilled
    ? `poll-url has "${unfilled}", which stands for nothing: write {id} there.`
    : 'Check poll-url and its {id}.';
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

/** What a body that is no JSON looks like. */
function aboutText({ type, start, isWhole }: FoundText): string {
  const text = start.trim();
  if (!isWhole && /^[[{]/.test(text))
    return 'It is longer than that: let the back end leave out what the tracker does not need.';
  const looks = likenesses.find(([form]) => form.test(text))?.[1];
  return looks ?? `Its content type is "${type}": check that the URL leads to the data of the order, not to a page.`;
}

const likenesses: readonly (readonly [form: RegExp, words: string])[] = [
  [/^$/, 'It is empty.'],
  [/^(?:\/\*.*?\*\/)?\s*[\w.$]+\s*\(/s, 'It is JSONP, a call: let the back end answer with JSON alone.'],
  [/^\)\]\}/, 'Something stands before the JSON: let the back end answer with JSON alone.'],
  [/^<br|^(?:PHP )?(?:Notice|Warning)/i, 'It begins with a message of PHP: correct its cause.'],
  [/^<\?xml/, 'It is XML.'],
  [/^\W\ufffd/, 'It is compressed, and does not say so: send Content-Encoding: gzip with it.'],
  [/^.(?!\s)\W"/, 'It is UTF-16: send UTF-8.'],
  [/^\/[/*]/, 'It begins with a comment, which JSON does not have.'],
  [
    /^[[{]/,
    'It begins like JSON: look for NaN, single quotes, a comma before a bracket, several objects (NDJSON), something after the end.',
  ],
];
