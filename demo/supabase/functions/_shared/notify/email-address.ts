import * as v from 'valibot';

/** What the HTML Standard takes in `<input type="email">`: no blank, quote, comma, angle bracket or line end. */
const shape = v.pipe(v.string(), v.maxLength(254), v.rfcEmail());

/** A name, not an IP address, with a dot: order messages go to the mail servers of domains. */
const domainName = /\.[a-z][a-z0-9-]*[a-z0-9]$/;

/**
 * One e-mail address as it is sent to: its domain in small ASCII letters, also where it was typed in another script.
 * `undefined` where it is none, or several, or holds what could end a header of a mail.
 */
export function readEmailAddress(typed: string): string | undefined {
  const [, local = '', domain = ''] = /^([^@\s]{1,64})@([^@\s\p{Cc}/\\:?#%[\]]{1,253})$/u.exec(typed.trim()) ?? [];
  const url = `http://${domain}`;
  if (domain === '' || !URL.canParse(url)) return undefined;
  // URLs write domains of other scripts in ASCII (IDNA), and IP addresses in whatever form as numbers.
  const { hostname } = new URL(url);
  const address = `${local}@${hostname}`;
  return domainName.test(hostname) && v.is(shape, address) ? address : undefined;
}
