import { NotSetUp } from '../../endpoint.ts';
import { functionsUrl, needed, type ReadSetting } from '../../hosted-project.ts';
import type { Message, SmsStyle } from '../sender.ts';

/** What all vendors of SMS have in common. */
export interface SmsSettings {
  /** The estimated cost of a message, in thousandths of the restaurant's currency. */
  costOf(message: Message): number;
  /** How the sender writes. */
  readonly style: SmsStyle;
}

/** Reads `NOTIFY_SMS_PRICE_THOUSANDTHS` and `NOTIFY_SMS_ACCENTS`, and what `maySmsBeAnswered` reads. Throws `NotSetUp`. */
export function smsSettings(read: ReadSetting, vendor: string): SmsSettings {
  const price = priceOf(read('NOTIFY_SMS_PRICE_THOUSANDTHS')?.trim());
  const accents = read('NOTIFY_SMS_ACCENTS')?.trim() === 'keep' ? 'keep' : 'drop';
  return {
    costOf: ({ segments = 1 }) => segments * price,
    style: { mayReply: maySmsBeAnswered(read, vendor), accents },
  };
}

/**
 * Whether guests can reply to the SMS of this vendor: what they are sent says so, and what they agree to before. Reads
 * `NOTIFY_SMS_REPLIES`, and from which number or name they come.
 */
export function maySmsBeAnswered(read: ReadSetting, vendor: string): boolean {
  if (read('NOTIFY_SMS_REPLIES')?.trim() === 'never') return false;
  // A sender with a letter is a name, and names cannot be answered.
  return !/\p{Letter}/u.test(originOf(read, vendor) ?? '');
}

/** The number or name from which SMS come; `undefined` where only the account at the vendor knows it. */
function originOf(read: ReadSetting, vendor: string): string | undefined {
  const set = (name: string) => read(name)?.trim() || undefined;
  switch (vendor) {
    case 'twilio':
      // A Messaging Service chooses one of its numbers, or a name where the country has no numbers for it.
      return set('TWILIO_MESSAGING_SERVICE_SID') ? undefined : set('TWILIO_FROM');
    case 'vonage':
      return set('VONAGE_FROM');
    case 'sns':
      return set('AWS_SNS_ORIGINATION_NUMBER') ?? set('AWS_SNS_SENDER_ID');
    default:
      // Of Bird, the channel's own settings have it.
      return undefined;
  }
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
