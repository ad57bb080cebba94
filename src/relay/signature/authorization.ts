import { isSameText } from './same-text.js';

/** Whether a request has these credentials in `Authorization`. How the scheme is written, `Basic` or `basic`, makes no difference. */
export function hasCredentials({ headers }: { readonly headers: Headers }, expected: string): Promise<boolean> {
  return isSameText(withSmallScheme(headers.get('authorization') ?? ''), withSmallScheme(expected));
}

function withSmallScheme(authorization: string): string {
  return authorization.trim().replace(/^\S+ +/, (scheme) => `${scheme.trim().toLowerCase()} `);
}
