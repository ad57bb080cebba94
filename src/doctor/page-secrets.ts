import { isRecord } from '../transports/json.js';
import type { Findings } from './findings.js';
import type { Setup } from './setup.js';

/** Names of headers and of keys in messages whose values are keys of the restaurant, as a rule. */
const keyName = /key|secret|token|auth|passw|credential/i;
/** Shorter values are versions, numbers of shops and the like. */
const shortestKey = 8;

/** The keys that stand, as they are, in what the page sends: each with the name under which it stands. */
export function keysInPage({ pollHeaders, websocketHello }: Setup['options']): readonly (readonly [string, string])[] {
  return [...textsIn(pollHeaders), ...textsIn(websocketHello)].filter(
    ([name, text]) =>
      keyName.test(name) &&
      text.replace(/^(bearer|basic) /i, '').length >= shortestKey &&
      // A placeholder is filled in with what is the guest's own, and publishable keys are made for pages.
      !/\{\w+\}/.test(text) &&
      !/^(sb_publishable_|pk_)/.test(text),
  );
}

function textsIn(value: unknown, name = ''): readonly (readonly [name: string, text: string])[] {
  if (typeof value === 'string') return [[name, value]];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, name));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, key));
}

/** What everybody can read in the page, and what is not filled in there. */
export function checkPageSecrets({ options }: Setup, findings: Findings): void {
  const own = new Set(keysInPage({ ...options, websocketHello: undefined }).map(([name]) => name));
  for (const [name] of keysInPage(options)) {
    findings.add(
      'key-in-page',
      own.has(name) ? 'poll-headers' : 'websocket-hello',
      `"${name}" looks like a key of the restaurant, and everybody can read it in the page.`,
      'Put a small proxy of your own before the back end, which adds the key and answers for one order; or let the guest have a token ({token}, token-url).',
    );
  }
  for (const [name, url] of [['poll-url', options.pollUrl] as const, ['token-url', options.tokenUrl] as const]) {
    if (!url?.includes('{token}')) continue;
    findings.add(
      'token-not-filled-in',
      name,
      `${name} has "{token}", which is not filled in there: the server gets these letters.`,
      'The token is sent as "Authorization: Bearer …". Where the server wants it elsewhere, write {token} into poll-headers or poll-body.',
    );
  }
}
