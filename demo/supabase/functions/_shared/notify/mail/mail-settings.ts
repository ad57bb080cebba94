import { NotSetUp } from '../../endpoint.ts';
import { needed, type ReadSetting } from '../../hosted-project.ts';
import type { Message } from '../sender.ts';

/** Who a mail is from. */
export interface MailFrom {
  /** `Trattoria Aurora <orders@aurora.example>`, or the address alone. */
  readonly from: string;
  /** The address alone. */
  readonly address: string;
  readonly replyTo: string | undefined;
}

const addressIn = /^(?:[^<>\p{Cc}]*<([^\s<>@,;]+@[^\s<>@,;]+)>|([^\s<>@,;]+@[^\s<>@,;]+))$/u;

/** Reads `NOTIFY_EMAIL_FROM` and, if set, `NOTIFY_EMAIL_REPLY_TO`. Throws `NotSetUp`. */
export function readMailFrom(read: ReadSetting): MailFrom {
  const from = needed(read, 'NOTIFY_EMAIL_FROM');
  const replyTo = read('NOTIFY_EMAIL_REPLY_TO')?.trim() || undefined;
  return {
    from,
    address: addressOf(from, 'NOTIFY_EMAIL_FROM'),
    replyTo: replyTo && addressOf(replyTo, 'NOTIFY_EMAIL_REPLY_TO'),
  };
}

function addressOf(text: string, name: string): string {
  const [, inBrackets, alone] = addressIn.exec(text) ?? [];
  const address = inBrackets ?? alone;
  if (!address) throw new NotSetUp(`${name} must be an address: ${name}="Trattoria Aurora <orders@example.com>"`);
  return address;
}

/**
 * The headers of a mail that a program sends: nobody's holiday is answered to it, and mail clients offer to end the
 * messages with one tap (RFC 3834, RFC 2369, RFC 8058). To staff there is no link to withdraw.
 */
export function mailHeaders({ withdrawLink, language }: Message): Readonly<Record<string, string>> {
  return {
    'Auto-Submitted': 'auto-generated',
    'Content-Language': language,
    ...(/^https?:\/\/[^\s<>]+$/.test(withdrawLink) && {
      'List-Unsubscribe': `<${withdrawLink}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
}

export function mailAddress({ to }: Message): string {
  if (to.channel !== 'email') throw new TypeError('A mail goes to an address.');
  return to.address;
}

/** The subject in one line, whoever wrote its parts: a line break would begin another header. */
export function subjectOf({ title }: Message): string {
  return title.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** The estimated price of a mail, `NOTIFY_EMAIL_PRICE_THOUSANDTHS`; 1 if it is not set. Throws `NotSetUp`. */
export function readMailPrice(read: ReadSetting): number {
  const price = Number(read('NOTIFY_EMAIL_PRICE_THOUSANDTHS')?.trim() || 1);
  if (Number.isInteger(price) && price >= 0) return price;
  throw new NotSetUp('NOTIFY_EMAIL_PRICE_THOUSANDTHS must be a whole number: 1 means 0.001 a mail.');
}
