import type { ReadSetting } from '../hosted-project.ts';
import { mailFrom } from './mail/mail-from.ts';
import type { Channel, Sender, SenderServices } from './sender.ts';
import { smsFrom } from './sms/sms-from.ts';
import { webPushFrom } from './web-push.ts';

/** How each channel reads its settings: `undefined` if none of them is set. Throws `NotSetUp` if they are half set. */
type SenderFrom = (read: ReadSetting, services: SenderServices) => Sender | undefined;

const senders: Readonly<Record<Channel, SenderFrom>> = { push: webPushFrom, email: mailFrom, sms: smsFrom };

/**
 * The senders that the settings configure, cheapest channel first. A channel without settings has none, and is offered to
 * nobody.
 *
 * Throws `NotSetUp`, whose message names the variable, for a vendor that is not known or half configured: a restaurant
 * learns it at the start, not when the first guest is not reached.
 */
export function sendersFrom(read: ReadSetting, services: SenderServices): readonly Sender[] {
  return Object.values(senders).flatMap((from) => from(read, services) ?? []);
}
