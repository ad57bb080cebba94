import { NotSetUp } from '../../endpoint.ts';
import { needed, type ReadSetting } from '../../hosted-project.ts';
import type { Message, Recipient } from '../sender.ts';
import { smsPrice, smsText } from '../sms-text.ts';

/** What all vendors of SMS have in common. */
export interface SmsSettings {
  /** The text of a message as it is sent. */
  textOf(message: Message): string;
  /** The estimated cost of a message, in thousandths of the restaurant's currency. */
  costOf(message: Message): number;
  /** Where the vendor reports, without a slash at the end; `undefined` if no public address is known. */
  readonly reportsUrl: string | undefined;
}

/** Reads `NOTIFY_SMS_PRICE_THOUSANDTHS`, `NOTIFY_SMS_ACCENTS` and the address of reports. Throws `NotSetUp`. */
export function smsSettings(read: ReadSetting): SmsSettings {
  const price = priceOf(read('NOTIFY_SMS_PRICE_THOUSANDTHS')?.trim());
  const accents = read('NOTIFY_SMS_ACCENTS')?.trim() === 'keep' ? 'keep' : 'drop';
  const textOf = ({ text, language }: Message) => smsText(text, { language, accents });
  return { textOf, costOf: (message) => smsPrice(textOf(message), price), reportsUrl: reportsUrl(read) };
}

/**
 * The address at which vendors report, as they know it: `NOTIFY_PUBLIC_URL` (the address of the functions), which a
 * hosted project need not set. It is signed by vendors, so it must not be guessed from a request behind a proxy.
 */
export function reportsUrl(read: ReadSetting): string | undefined {
  const project = read('SUPABASE_URL')?.trim();
  const functions = read('NOTIFY_PUBLIC_URL')?.trim() || (project ? `${project.replace(/\/+$/, '')}/functions/v1` : '');
  return functions === '' ? undefined : `${functions.replace(/\/+$/, '')}/delivery-reports`;
}

/** The setting `name`, or the one of the others that is set. Throws `NotSetUp`, which names the first. */
export function oneOf(read: ReadSetting, name: string, ...others: readonly string[]): { name: string; value: string } {
  for (const candidate of [name, ...others]) {
    const value = read(candidate)?.trim();
    if (value) return { name: candidate, value };
  }
  return { name, value: needed(read, name) };
}

export function numberOf(to: Recipient): string {
  if (to.channel !== 'sms') throw new TypeError('An SMS goes to a number.');
  return to.number;
}

function priceOf(setting: string | undefined): number {
  const price = Number(setting || 80);
  if (!Number.isInteger(price) || price < 0) {
    throw new NotSetUp('NOTIFY_SMS_PRICE_THOUSANDTHS must be a whole number: 80 means 0.08 a segment.');
  }
  return price;
}
