import { ReadError } from './transport.js';

/** Where a page is, as far as it decides which URLs it may use. */
export interface PagePlace {
  /** What relative URLs start from; `undefined` where there is no page. */
  readonly base?: string | undefined;
  /** Whether the page came over https. */
  readonly secure?: boolean | undefined;
}

/** A URL that may be used, or what to change, without a full stop. */
export type CheckedUrl = { readonly url: string } | { readonly problem: string };

/**
 * Checks a URL that a page's author wrote, and makes it absolute. `{id}` may stand in it and stays. Refused are other
 * schemes than those of its family (`javascript:`, `data:`), credentials, and unencrypted URLs on an encrypted page
 * unless they lead to this device.
 *
 * @param option - how the page's author calls it, for the sentence
 */
export function checkUrl(option: string, text: string, family: 'http' | 'ws', place: PagePlace = {}): CheckedUrl {
  const { base = globalThis.document?.baseURI, secure = globalThis.location?.protocol === 'https:' } = place;
  let url: URL;
  try {
    url = new URL(text.replaceAll('{id}', stand), base);
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
  return { url: url.href.replaceAll(stand, '{id}') };
}

/**
 * The URL as `checkUrl` makes it.
 *
 * @throws ReadError of kind `config`, whose reason says what to change.
 */
export function safeUrl(option: string, text: string, family: 'http' | 'ws', place?: PagePlace): string {
  const result = checkUrl(option, text, family, place);
  if ('problem' in result) throw new ReadError({ kind: 'config', reason: `${result.problem}.` });
  return result.url;
}

/** Stands in for `{id}` while a URL is taken apart, since braces would be encoded. Lower case, as host names become. */
const stand = 'order-id-stands-here';
