import { ReadError } from './transport.js';

/** What decides which URLs a page may use. */
export interface PagePlace {
  /** The base of relative URLs; `undefined` where there is no page. */
  readonly base?: string | undefined;
  /** Whether the page was loaded over https. */
  readonly secure?: boolean | undefined;
}

/** A URL that may be used, or what to change about it, without a full stop. */
export type CheckedUrl = { readonly url: string } | { readonly problem: string };

/**
 * Checks a URL that a page's author wrote, and makes it absolute; `{id}` and `{token}` stay in it, also as `%7Bid%7D`:
 * editors and frameworks encode what they take for a URL. Refused are schemes of another
 * family (`javascript:`, `data:`), credentials, and on an encrypted page unencrypted URLs, except to this device.
 *
 * @param option - the name of the option, for the message
 */
export function checkUrl(option: string, text: string, family: 'http' | 'ws', place: PagePlace = {}): CheckedUrl {
  const { base = globalThis.document?.baseURI, secure = globalThis.location?.protocol === 'https:' } = place;
  let url: URL;
  try {
    url = new URL(text.replace(/(?:{|%7B)(id|token)(?:}|%7D)/g, `${placeholder}-$1`), base);
  } catch {
    return { problem: `${option} is no URL` };
  }
  if (family === 'ws') url.protocol = url.protocol.replace(/^http/, 'ws');
  if (url.protocol !== `${family}:` && url.protocol !== `${family}s:`) {
    return { problem: `${option} has to start with ${family}s://` };
  }
  if (url.username || url.password) return { problem: `${option} must not contain a user name or password` };
  if (
    secure &&
    url.protocol === `${family}:` &&
    !/^(localhost|.+\.localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)
  ) {
    return { problem: `${option} has to start with ${family}s://, as this page is encrypted` };
  }
  return { url: url.href.replace(new RegExp(`${placeholder}-(id|token)`, 'g'), '{$1}') };
}

/**
 * The URL as `checkUrl` returns it.
 *
 * @throws ReadError of kind `config`, whose reason says what to change.
 */
export function safeUrl(option: string, text: string, family: 'http' | 'ws', place?: PagePlace): string {
  const result = checkUrl(option, text, family, place);
  if ('problem' in result) throw new ReadError({ kind: 'config', reason: `${result.problem}.` });
  return result.url;
}

/** Stands for `{id}` and `{token}` while a URL is parsed, because the parser would encode braces. Lower case, like a host name. */
const placeholder = 'here-stands';
