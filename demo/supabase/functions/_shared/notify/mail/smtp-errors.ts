import type { SendResult } from '../sender.ts';

/** What nodemailer tells of a failure. The texts of the server may hold the address, so only its codes are passed on. */
interface SmtpFailure {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
}

/**
 * What a failed SMTP session means (RFC 5321, 4.2.1, and the enhanced codes of RFC 3463). `hasBegun`: the server had
 * asked for the mail with 354, so that without a reply nobody knows whether it has it.
 */
export function resultOfSmtpError(error: unknown, hasBegun: boolean): SendResult {
  const { code, command, responseCode, response }: SmtpFailure = Object(error);
  const status = typeof responseCode === 'number' ? responseCode : undefined;
  if (code === 'ETLS' || isCertificateError(error)) {
    return { outcome: 'refused', reason: 'no encrypted connection to the mail server: check its certificate' };
  }
  if (status === undefined) {
    if (hasBegun) return { outcome: 'unknown', reason: 'the connection was lost while the mail was handed over' };
    return { outcome: 'not-sent', reason: 'the mail server could not be reached' };
  }
  const enhanced = /^[245]\d\d[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(typeof response === 'string' ? response : '')?.[1];
  const named = enhanced ? `${status}, ${enhanced}` : `${status}`;
  // Greylisting among them: the same mail is taken a few minutes later.
  if (status < 500) return { outcome: 'not-sent', reason: `the mail server asks to wait (${named})` };
  if (code === 'EAUTH') return { outcome: 'refused', reason: `the mail server refuses our account (${named})` };
  const isAboutAddress = command === 'RCPT TO' && [550, 551, 553].includes(status);
  if (enhanced ? /^5\.1\.[1236]$|^5\.2\.1$/.test(enhanced) : isAboutAddress) {
    return { outcome: 'refused', reason: `there is no such mailbox (${named})`, recipient: 'invalid' };
  }
  return { outcome: 'refused', reason: `the mail server refuses the mail (${named})` };
}

function isCertificateError(error: unknown): boolean {
  return error instanceof Error && /certificate|self-signed|altname/i.test(error.message);
}
