import type { ReadSetting } from '../../hosted-project.ts';
import type { Message, Sender, SenderServices, SendResult } from '../sender.ts';
import { smsSettings } from './sms-settings.ts';
import { askVendor, isAnswer, secondsLeft, tooLate, type VendorAnswer, type VendorRequest } from './vendor-request.ts';

/** What differs between the vendors of SMS. None of them documents an idempotency key. */
export interface SmsVendor {
  readonly name: string;
  /** The request that sends a message, or why there can be none. */
  request(sms: OutgoingSms): VendorRequest | SendResult | Promise<VendorRequest | SendResult>;
  resultOf(answer: VendorAnswer): SendResult;
}

export interface OutgoingSms {
  readonly message: Message;
  /** E.164. */
  readonly number: string;
  /** For so long the message is of use. */
  readonly seconds: number;
}

/** A sender of SMS by what its vendor is. Throws `NotSetUp`. */
export function smsSender(read: ReadSetting, { fetch, now }: SenderServices, vendor: SmsVendor): Sender {
  const { costOf, style } = smsSettings(read, vendor.name);
  return {
    channel: 'sms',
    name: vendor.name,
    isIdempotent: false,
    sms: style,
    costOf,
    async send(message, signal) {
      const { to, expiresAt } = message;
      if (to.channel !== 'sms') throw new TypeError('An SMS goes to a number.');
      const seconds = secondsLeft(expiresAt, now());
      if (seconds === undefined) return tooLate;
      const request = await vendor.request({ message, number: to.number, seconds });
      if ('outcome' in request) return request;
      const answer = await askVendor(fetch, request, { signal, now });
      return isAnswer(answer) ? vendor.resultOf(answer) : answer;
    },
  };
}
