import { NotSetUp } from '../../endpoint.ts';
import { functionsUrl, needed, type ReadSetting } from '../../hosted-project.ts';
import type { Message, SmsStyle } from '../sender.ts';

/** What all vendors of SMS have in common. */
export interface SmsSettings {
  /** The estimated cost of a message, in thousandths of the restaurant's currency. */
  costOf(message: Message): number;
  /** How a sender writes that is this number or name; `undefined`: only the account at the vendor knows it. */
  styleOf(from: string | undefined): SmsStyle;
}

/** Reads `NOTIFY_SMS_PRICE_THOUSANDTHS`, `NOTIFY_SMS_ACCENTS` and `NOTIFY_SMS_REPLIES`. Throws `NotSetUp`. */
export function smsSettings(read: ReadSetting): SmsSettings {
  const price = priceOf(read('NOTIFY_SMS_PRICE_THOUSANDTHS')?.trim());
  const accents = read('NOTIFY_SMS_ACCENTS')?.trim() === 'keep' ? 'keep' : 'drop';
  const isNever = read('NOTIFY_SMS_REPLIES')?.trim() === 'never';
  return {
    costOf: ({ segments = 1 }) => segments * price,
    // A name has a letter. Nobody can reply to it.
    styleOf: (from = '') => ({ mayReply: !isNever && !/\p{Letter}/u.test(from), accents }),
  };
}

/** The address at which vendors report. They sign it, so it must not be guessed from a request behind a proxy. */
export function reportsUrl(read: ReadSetting): string | undefined {
  const functions = functionsUrl(read);
  return functions && `${functions}/delivery-reports`;
}

/** The setting `name`, or the one of the others that is set. Throws `NotSetUp`, which names the first. */
export function oneOf(read: ReadSetting, name: string, ...others: readonly string[]): { name: string; value: string } {
  for (const candidate of [name, ...others]) {
    const value = read(candidate)?.trim();
    if (value) return { name: candidate, value };
  }
  return { name, value: needed(read, name) };
}

function priceOf(setting: string | undefined): number {
  const price = Number(setting || 80);
  if (!Number.isInteger(price) || price < 0) {
    throw new NotSetUp('NOTIFY_SMS_PRICE_THOUSANDTHS must be a whole number: 80 means 0.08 a segment.');
  }
  return price;
}
