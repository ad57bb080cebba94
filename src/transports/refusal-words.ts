import { stringify } from '../environment/stringify.js';

/** Paths of addresses, and names in quotes: `Cannot query field "authCode"`. */
const names = /(^|\W)(?:\/[^\s"\\]*|['`][\w.:-]+['`])|\\"[^"]*\\"/g;

/**
 * What a refusal says, as JSON, without the names in it: the words of a name say nothing of why.
 *
 * @param asked what the page asked for, which the server may repeat: the order's id, the channel
 */
export function saidIn(message: unknown, asked: readonly string[] = []): string {
  return String(stringify(message))
    .replace(names, '$1')
    .replace(/[^\s"\\]+/g, (word) => (asked.includes(word) ? '' : word));
}

/**
 * Words about access, those of protocols (`reject_subscription`) among them. Where there are none, another link or token
 * would not help, and the trouble may pass. A number alone may be an order's.
 */
const aboutAccess =
  /auth|forbid|denied|refus|reject|permi|credential|token|login|expired|signature|(?:code|status|error|http)\W{1,4}40[13]\b/i;

/** Whether what was said is about access. */
export function isAboutAccess(said: string): boolean {
  return aboutAccess.test(said);
}
